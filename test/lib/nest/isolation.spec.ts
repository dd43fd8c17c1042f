import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';

describe('a failing subscriber', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let fail: () => unknown;
  @Injectable()
  class Failing {
    @OnHook('k', 'on_a')
    hear(): unknown {
      return fail();
    }
  }
  @Injectable()
  class Healthy {
    heard = 0;

    @OnHook('k', 'on_a')
    async hear(): Promise<void> {
      await Promise.resolve();
      this.heard++;
    }
  }

  let current: TestApp;
  beforeEach(async () => {
    current = await startApp({ hookspecs }, { providers: [Failing, Healthy] });
  });
  afterEach(() => current.app.close());

  const hostileError = Object.defineProperties(new Error(), {
    // In this order: V8 writes the stack down, message and all, when it is replaced.
    stack: {
      get() {
        throw new Error('no stack');
      },
    },
    message: {
      get() {
        throw new Error('no message');
      },
    },
  });
  it.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a text', 'plain text', '"plain text"'],
    ['a frozen object', Object.freeze({ message: 'frozen' }), 'frozen'],
    ['an error', new Error('broken'), 'broken'],
    ['an error without a message', new TypeError(), 'TypeError'],
    ['an error whose getters throw', hostileError, 'Error'],
  ])('that throws or rejects with %s costs one log line each; the others hear', async (_, thrown, shown) => {
    fail = () => {
      throw thrown;
    };
    const thrownResult = await current.notify.dispatch('k', 'on_a', {});
    fail = () => Promise.reject(thrown);
    const rejectedResult = await current.notify.dispatch('k', 'on_a', {});
    for (const { delivered, failed } of [thrownResult, rejectedResult]) {
      expect(delivered).toBe(1);
      expect(failed).toHaveLength(1);
      expect(failed[0]?.plugin).toBe('Failing');
      expect(Object.is(failed[0]?.error, thrown)).toBe(true);
    }
    const line = `plugin=Failing error=${shown} kind=k hook=on_a`;
    expect(current.log.lines('error')).toEqual([line, line]);
    expect(current.app.get(Healthy).heard).toBe(2);
  });

  it('stays subscribed, and is counted', async () => {
    fail = () => {
      throw new Error('again');
    };
    for (let count = 0; count < 3; count++) await current.notify.dispatch('k', 'on_a', {});
    fail = () => undefined;
    await current.notify.dispatch('k', 'on_a', {});
    expect(current.registry.subscribersOf('k', 'on_a')).toMatchObject([
      { plugin: 'Failing', method: 'hear', kind: 'k', hook: 'on_a', delivered: 1, failed: 3, inFlight: 0 },
      { plugin: 'Healthy', method: 'hear', kind: 'k', hook: 'on_a', delivered: 4, failed: 0, inFlight: 0 },
    ]);
  });

  it('is logged with its stack, which begins with the escaped message', async () => {
    fail = () => {
      throw new Error('first line\nplugin=forged error=x');
    };
    await current.notify.dispatch('k', 'on_a', {});
    const entry = current.log.entries.find(({ level }) => level === 'error');
    expect(entry?.message).toBe('plugin=Failing error="first line\\nplugin=forged error=x" kind=k hook=on_a');
    const stack = entry?.stack?.split('\n') ?? [];
    expect(stack[0]).toBe('"first line\\nplugin=forged error=x"');
    expect(stack[1]).toMatch(/^ {4}at .*isolation\.spec\.ts:\d+:\d+/);
  });

  it('may write 10 lines in 10 s; shutdown says how many more there were', async () => {
    fail = () => {
      throw new Error('again');
    };
    for (let count = 0; count < 25; count++) await current.notify.dispatch('k', 'on_a', {});
    expect(current.log.lines('error')).toHaveLength(10);
    await current.app.close();
    expect(current.log.lines('error').at(-1)).toMatch(/^plugin=Failing error="[^"]*" suppressed=15 kind=k hook=on_a$/);
  });

  it('that changes the payload fails with its own TypeError, and nobody sees a change', async () => {
    const payload = { list: [1], deep: { x: 1 } };
    const seen: unknown[] = [];
    class Mutating {
      @OnHook('k', 'on_a')
      hear(event: { list: number[]; deep: { x: number } }): void {
        event.list.push(2);
      }
    }
    class Watching {
      @OnHook('k', 'on_a')
      hear(event: unknown): void {
        seen.push(event);
      }
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [Mutating, Watching] });
    const { failed } = await notify.dispatch('k', 'on_a', payload);
    expect(failed).toEqual([{ plugin: 'Mutating', error: expect.any(TypeError) as unknown }]);
    expect(seen).toEqual([{ list: [1], deep: { x: 1 } }]);
    expect(payload).toEqual({ list: [1], deep: { x: 1 } });
    await app.close();
  });

  it('does not bring the publisher down even when the logger throws', async () => {
    fail = () => {
      throw new Error('again');
    };
    current.log.error = () => {
      throw new Error('the disk is full');
    };
    expect(() => current.notify.notify('k', 'on_a', {})).not.toThrow();
    expect(() => current.notify.notify('k', 'on_unknown', {})).not.toThrow();
    expect((await current.notify.dispatch('k', 'on_a', {})).delivered).toBe(1);
  });

  it('leaves no unhandled rejection behind', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    fail = () => Promise.reject(new Error('nobody awaits this'));
    current.notify.notify('k', 'on_a', {});
    await current.notify.whenIdle();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it('that is synchronous has run when notify() returns', () => {
    let ran = false;
    fail = () => {
      ran = true;
    };
    current.notify.notify('k', 'on_a', {});
    expect(ran).toBe(true);
  });
});
