import { runInNewContext } from 'node:vm';
import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { startApp, type TestApp } from '../lib/support/start-app.js';

const boom = (): never => {
  throw new Error('boom');
};

/** A thenable whose `then` does what it is told. */
function thenable(then: (resolve: (value?: unknown) => void, reject: (error: unknown) => void) => void): unknown {
  // oxlint-disable-next-line unicorn/no-thenable -- the library is given one on purpose
  return { then };
}

/** Evaluates an expression in a realm of its own, with its own `Promise` and `Error`. */
function elsewhere(expression: string): unknown {
  return runInNewContext(`(${expression})`);
}

describe('whatever a subscriber returns', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let answer: () => unknown;
  @Injectable()
  class Answering {
    @OnHook('k', 'on_a')
    hear(): unknown {
      return answer();
    }
  }
  @Injectable()
  class Other {
    heard = 0;

    @OnHook('k', 'on_a')
    hear(): void {
      this.heard++;
    }
  }

  let current: TestApp;
  beforeEach(async () => {
    current = await startApp({ hookspecs }, { providers: [Answering, Other] });
  });
  afterEach(() => current.app.close());

  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  beforeAll(() => process.on('unhandledRejection', note));
  afterAll(() => process.off('unhandledRejection', note));

  /** Publishes once, waits for whatever may still come, and says what became of it. */
  async function outcome(): Promise<{ delivered: number; failed: number; inFlight: number; lines: string[] }> {
    const result = await current.notify.dispatch('k', 'on_a', {});
    await current.notify.whenIdle();
    // Second callbacks of a thenable, and unhandled rejections, come after this.
    for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
    const [answering, other] = current.registry.subscribersOf('k', 'on_a');
    if (!answering || !other) throw new Error('both are subscribed');
    const { delivered, failed, inFlight } = answering;
    expect(result.delivered + result.failed.length).toBe(2);
    expect(result.failed).toHaveLength(failed);
    expect(other).toMatchObject({ delivered: 1, failed: 0 });
    expect(current.app.get(Other).heard).toBe(1);
    expect(unhandled).toEqual([]);
    return { delivered, failed, inFlight, lines: current.log.lines('error') };
  }

  const failedOnce = (error: string) => ({
    delivered: 0,
    failed: 1,
    inFlight: 0,
    lines: [`plugin=Answering error=${error} kind=k hook=on_a`],
  });
  const deliveredOnce = { delivered: 1, failed: 0, inFlight: 0, lines: [] };

  it.each<[string, () => unknown, unknown]>([
    ['whose then throws', () => thenable(boom), failedOnce('boom')],
    [
      'whose then throws after it has resolved',
      () =>
        thenable((resolve) => {
          resolve();
          throw new Error('too late');
        }),
      deliveredOnce,
    ],
    [
      'whose then is a getter that throws',
      // oxlint-disable-next-line unicorn/no-thenable -- the library is given one on purpose
      () => Object.defineProperty({}, 'then', { get: boom }),
      failedOnce('boom'),
    ],
    [
      'that resolves twice',
      () =>
        thenable((resolve) => {
          resolve();
          resolve();
          setImmediate(resolve);
        }),
      deliveredOnce,
    ],
    [
      'that rejects twice',
      () =>
        thenable((_, reject) => {
          reject(new Error('first'));
          setImmediate(() => reject(new Error('second')));
        }),
      failedOnce('first'),
    ],
    [
      'that resolves and then rejects',
      () =>
        thenable((resolve, reject) => {
          setImmediate(resolve);
          setImmediate(() => reject(new Error('second')));
        }),
      deliveredOnce,
    ],
    ['of another realm that resolves', () => elsewhere('Promise.resolve(1)'), deliveredOnce],
    ['of another realm that rejects', () => elsewhere('Promise.reject(new Error("far"))'), failedOnce('far')],
    ['of another realm that rejects with null', () => elsewhere('(async () => { throw null; })()'), failedOnce('null')],
    [
      'of another realm whose then throws',
      () => elsewhere('{ then() { throw new Error("far"); } }'),
      failedOnce('far'),
    ],
  ])('#15 a thenable %s is isolated, and counted once', async (_, make, expected) => {
    answer = make;
    expect(await outcome()).toEqual(expected);
  });

  it.each<[string, () => unknown]>([
    [
      'an async generator',
      async function* () {
        yield await Promise.resolve(1);
      },
    ],
    ['an async generator of another realm', () => elsewhere('(async function* () {})()')],
    [
      'a generator',
      function* () {
        yield 1;
      },
    ],
  ])('#17 %s is a failure that says so', async (_, make) => {
    answer = make;
    expect(await outcome()).toEqual(
      failedOnce('"it returned a generator, and nobody runs that: make the method async, without the *"'),
    );
  });

  it('#27 10,000 events in one tick are all delivered to an async subscriber that awaits nothing real', async () => {
    answer = async () => {
      await Promise.resolve();
    };
    for (let count = 0; count < 10_000; count++) current.notify.notify('k', 'on_a', { count });
    expect(current.registry.subscribersOf('k', 'on_a')[0]?.inFlight).toBe(10_000);
    await current.notify.whenIdle();
    expect(current.registry.subscribersOf('k', 'on_a')).toMatchObject([
      { plugin: 'Answering', delivered: 10_000, failed: 0, timedOut: 0, shed: 0, inFlight: 0 },
      { plugin: 'Other', delivered: 10_000, failed: 0, shed: 0 },
    ]);
    expect(current.log.lines('error')).toEqual([]);
  });
});
