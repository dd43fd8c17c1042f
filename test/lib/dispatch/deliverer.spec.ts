// oxlint-disable unicorn/no-thenable -- thenables are what subscribers return here
import fc from 'fast-check';
import { createHook } from 'node:async_hooks';
import { BroadcastTally, type BroadcastNotifyResult } from '../../../lib/dispatch/broadcast-result.js';
import type { Deliverer } from '../../../lib/dispatch/deliverer.js';
import type { Listener, Subscriber } from '../../../lib/dispatch/subscriber.js';
import {
  afterEverythingDue,
  Deferred,
  delivererOf,
  deliverTo,
  RecordedLog,
  subscriberOf,
} from '../support/dispatch-fixture.js';

describe('a synchronous subscriber', () => {
  it('gets the payload and the delivery, and has run when the call returns', () => {
    const heard: unknown[] = [];
    const payload = {};
    delivering((...args) => void heard.push(...args)).deliver(payload);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toBe(payload);
    expect(heard[1]).toMatchObject({ id: 'e1', kind: 'k', hook: 'on_a' });
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['text', 'text'],
    ['an object', {}],
    ['a function', () => 0],
    ['an object whose then is no function', { then: 'later' }],
  ])('may return anything: its value is thrown away (%s)', async (_, returned: unknown) => {
    const { deliver, subscriber, result } = delivering(() => returned);
    deliver();
    expect(subscriber).toMatchObject({ delivered: 1, failed: 0, inFlight: 0 });
    await expect(result()).resolves.toEqual({ delivered: 1, failed: [] });
  });

  it('costs no promise', () => {
    const deliverer = delivererOf(new RecordedLog());
    const subscriber = subscriberOf(() => 1);
    const made = promisesMadeBy(() => {
      for (let count = 0; count < 100; count++) deliverTo(deliverer, subscriber, {});
    });
    expect(made).toBe(0);
    expect(promisesMadeBy(() => void Promise.resolve(1))).toBeGreaterThan(0);
  });
});

describe('a subscriber that throws', () => {
  it.each([
    ['an Error', new Error('x')],
    ['null', null],
    ['undefined', undefined],
    ['a symbol', Symbol('s')],
    ['a frozen object', Object.freeze({})],
    ['a revoked proxy', revoked()],
    ['an Error whose message getter throws', hostile('message')],
    ['an Error whose stack getter throws', hostile('stack')],
  ])('is caught, counted and logged once: %s', async (_, thrown: unknown) => {
    const { deliver, subscriber, log, result } = delivering(() => {
      throw thrown;
    });
    expect(deliver).not.toThrow();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
    expect(log.lines).toEqual([expect.stringMatching(/^plugin=P error=.* kind=k hook=on_a$/)]);
    const { delivered, failed } = await result();
    expect([delivered, failed.length, failed[0]?.plugin]).toEqual([0, 1, 'P']);
    expect(Object.is(failed[0]?.error, thrown)).toBe(true);
  });

  it('never throws at whoever delivers, whatever it throws', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }), (thrown) => {
        const { deliver, subscriber, log } = delivering(() => {
          throw thrown;
        });
        deliver();
        expect([subscriber.failed, log.lines.length]).toEqual([1, 1]);
      }),
    );
  });
});

describe('an asynchronous subscriber', () => {
  it('is in flight until it settles, and then counted', async () => {
    const later = new Deferred<string>();
    const { deliver, subscriber, settled, result } = delivering(() => later.promise);
    deliver();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 0, inFlight: 1 });
    later.resolve('thrown away');
    await settled();
    expect(subscriber).toMatchObject({ delivered: 1, failed: 0, inFlight: 0 });
    await expect(result()).resolves.toEqual({ delivered: 1, failed: [] });
  });

  it('that rejects is counted and logged once, and leaves no rejection unhandled', async () => {
    const error = new Error('late');
    const { deliver, subscriber, log, settled, result } = delivering(() => Promise.reject(error));
    deliver();
    await settled();
    await afterEverythingDue();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
    expect(log.lines).toEqual(['plugin=P error=late kind=k hook=on_a']);
    await expect(result()).resolves.toEqual({ delivered: 0, failed: [{ plugin: 'P', error }] });
  });

  it.each([
    ['null', null],
    ['undefined', undefined],
    ['a symbol', Symbol('s')],
    ['a frozen object', Object.freeze({})],
    ['a revoked proxy', revoked()],
  ])('may reject with anything: %s', async (_, reason: unknown) => {
    const { deliver, subscriber } = delivering(() => Promise.reject(reason));
    deliver();
    await afterEverythingDue();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
  });
});

describe('a delivery that cannot be held where the stack ends', () => {
  it('counts once, as failed, however it ends later', async () => {
    const later = new Deferred();
    const { deliver, subscriber } = delivering(() => later.promise);
    Object.defineProperty(subscriber, 'timeout', {
      get: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
    });
    deliver();
    later.resolve();
    await afterEverythingDue();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
  });
});

describe('a failure that cannot be written where the stack ends', () => {
  it('is written a little later, and its plugin judged by it once', async () => {
    const log = new RecordedLog();
    let stackLeft = false;
    const short = {
      error: (line: string) => {
        if (!stackLeft) throw new RangeError('Maximum call stack size exceeded');
        log.error(line);
      },
      warn: () => undefined,
      info: () => undefined,
    };
    const deliverer = delivererOf(short);
    const subscriber = subscriberOf(() => {
      throw new Error('boom');
    });
    deliverTo(deliverer, subscriber, {});
    stackLeft = true;
    await Promise.resolve();
    expect(log.lines).toEqual(['plugin=P error=boom kind=k hook=on_a']);
    expect(subscriber.health.consecutiveFailures).toBe(1);
  });
});

describe('giving up what is in flight', () => {
  const late = (subscriber: Subscriber, deliveries: number): Error =>
    new Error(`${subscriber.plugin} ${deliveries} late`);

  it('counts each delivery as failed, names each subscriber in one line and lets them go', async () => {
    const { deliver, deliverer, subscriber, log, result } = delivering(() => new Promise(() => undefined));
    deliver();
    deliver();
    deliverer.abandon(Infinity, late);
    expect(subscriber).toMatchObject({ delivered: 0, failed: 2, inFlight: 0 });
    expect(log.lines).toEqual(['plugin=P error="P 2 late" kind=k hook=on_a']);
    expect((await result()).failed).toEqual([
      { plugin: 'P', error: new Error('P 2 late') },
      { plugin: 'P', error: new Error('P 2 late') },
    ]);
    await deliverer.inFlight.whenGone(Infinity);
  });

  it('leaves what began after the turn it is given', () => {
    const { deliver, deliverer, subscriber } = delivering(() => new Promise(() => undefined));
    deliver();
    const lastTurn = deliverer.inFlight.endTurn();
    deliver();
    deliverer.abandon(lastTurn, late);
    expect(subscriber).toMatchObject({ failed: 1, inFlight: 1 });
  });

  it.each(['resolve', 'reject'] as const)('makes a late settlement of no account (%s)', async (how) => {
    const later = new Deferred();
    const { deliver, deliverer, subscriber, log } = delivering(() => later.promise);
    deliver();
    deliverer.abandon(Infinity, late);
    if (how === 'resolve') later.resolve();
    else later.reject(new Error('too late'));
    await afterEverythingDue();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
    expect(log.lines).toHaveLength(1);
  });
});

interface Delivering {
  readonly deliverer: Deliverer;
  readonly subscriber: Subscriber;
  readonly log: RecordedLog;
  deliver(payload?: unknown): void;
  settled(): Promise<void>;
  result(): Promise<BroadcastNotifyResult>;
}

function delivering(tell: Listener): Delivering {
  const log = new RecordedLog();
  const deliverer = delivererOf(log);
  const subscriber = subscriberOf(tell);
  const tally = new BroadcastTally();
  return {
    deliverer,
    subscriber,
    log,
    deliver: (payload = {}) => deliverTo(deliverer, subscriber, payload, tally),
    settled: () => deliverer.inFlight.whenGone(Infinity),
    result: () => tally.whenSettled(),
  };
}

function promisesMadeBy(run: () => void): number {
  let made = 0;
  const hook = createHook({ init: (_, type) => void (type === 'PROMISE' && made++) }).enable();
  run();
  hook.disable();
  return made;
}

function hostile(key: string): Error {
  return Object.defineProperty(new Error('x'), key, {
    get: () => {
      throw new Error('getter');
    },
  });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
