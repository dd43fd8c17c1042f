// oxlint-disable unicorn/no-thenable -- thenables are what subscribers return here
import { AsyncLocalStorage } from 'node:async_hooks';
import { SubscriberTimeoutError } from '../../../../lib/errors/subscriber-timeout.error.js';
import { InFlightLimitError } from '../../../../lib/errors/in-flight-limit.error.js';
import type { Around, DeliveryMessage } from '../../../../lib/dispatch/observation/delivery-channel.js';
import { afterEverythingDue, Deferred, elsewhere, openBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { channel, WatchedChannel } from '../../support/watched-channel.js';

describe('the tracing channel of deliveries', () => {
  let watched: WatchedChannel;
  beforeEach(() => {
    watched = new WatchedChannel();
  });
  afterEach(() => watched.stop());

  it('encloses a synchronous delivery in start and end, which has its outcome', () => {
    openBus([subscriberOf(() => watched.told.push('called'))]).notify();
    expect(watched.told).toEqual(['start', 'called', 'end delivered']);
  });

  it('tells of an asynchronous one when the call is over, and again when it has settled', async () => {
    const later = new Deferred();
    const bus = openBus([
      subscriberOf(() => {
        watched.told.push('called');
        return later.promise;
      }),
    ]);
    bus.notify();
    expect(watched.told).toEqual(['start', 'called', 'end']);
    later.resolve();
    await bus.dispatcher.whenIdle();
    expect(watched.told).toEqual(['start', 'called', 'end', 'asyncStart delivered', 'asyncEnd delivered']);
  });

  it('is told that it has settled only later, also of a thenable that calls back at once', async () => {
    const bus = openBus([subscriberOf(() => ({ then: (resolve: () => void) => resolve() }))]);
    bus.notify();
    expect(watched.told).toEqual(['start', 'end']);
    await bus.dispatcher.whenIdle();
    expect(watched.told).toEqual(['start', 'end', 'asyncStart delivered', 'asyncEnd delivered']);
  });

  const anything: [string, unknown][] = [
    ['an error', new Error('boom')],
    ['null', null],
    ['undefined', undefined],
    ['a symbol', Symbol('boom')],
    ['an error of another realm', elsewhere('new Error("boom")')],
    ['a revoked proxy', revoked()],
  ];

  it.each(anything)('has the very thing that was thrown, before the end: %s', (_, thrown) => {
    openBus([
      subscriberOf(() => {
        throw thrown;
      }),
    ]).notify();
    expect(watched.told).toEqual(['start', 'error failed', 'end failed']);
    expect(watched.events.slice(1).map(({ was }) => Object.is(was.error, thrown))).toEqual([true, true]);
  });

  it.each(anything)('has the very thing that it was rejected with, before asyncStart: %s', async (_, reason) => {
    const bus = openBus([subscriberOf(() => Promise.reject(reason))]);
    bus.notify();
    expect(watched.told).toEqual(['start', 'end']);
    await bus.dispatcher.whenIdle();
    expect(watched.told.slice(2)).toEqual(['error failed', 'asyncStart failed', 'asyncEnd failed']);
    expect(watched.events.slice(2).every(({ was }) => Object.is(was.error, reason))).toBe(true);
  });

  it('has no error, not even an empty one, as long as nothing failed', async () => {
    const bus = openBus([subscriberOf(() => 0), subscriberOf(async () => 0, 'Q')]);
    await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    expect(watched.events.filter(({ was }) => 'error' in was)).toEqual([]);
    expect(watched.events).toHaveLength(6);
  });

  it('tells of a generator, which nobody runs, as a failed delivery', () => {
    const generator = subscriberOf(function* () {
      yield 0;
    });
    openBus([generator]).notify();
    expect(watched.told).toEqual(['start', 'error failed', 'end failed']);
  });

  it('tells of what cannot be followed as a failed delivery that never was pending', () => {
    const hostile = {
      get then(): unknown {
        throw new Error('no then');
      },
    };
    openBus([subscriberOf(() => hostile)]).notify();
    expect(watched.told).toEqual(['start', 'error failed', 'end failed']);
  });

  it('tells of a method that is not there as a failed delivery', () => {
    const subscriber = subscriberOf(() => 0);
    Reflect.set(subscriber.holder, 'hear', undefined);
    openBus([subscriber]).notify();
    expect(watched.told).toEqual(['start', 'error failed', 'end failed']);
    expect(watched.events[1]?.was.error).toBeInstanceOf(TypeError);
  });

  it('tells of one that did not settle in time as timed_out, and nothing when it settles after that', async () => {
    const later = new Deferred();
    const bus = openBus([subscriberOf(() => later.promise, 'P', 'on_a', 'k', { timeout: 1 })]);
    bus.notify();
    await bus.dispatcher.whenIdle();
    const told = ['start', 'end', 'error timed_out', 'asyncStart timed_out', 'asyncEnd timed_out'];
    expect(watched.told).toEqual(told);
    expect(watched.events.at(-1)?.was.error).toBeInstanceOf(SubscriberTimeoutError);
    later.resolve();
    await afterEverythingDue();
    expect(watched.told).toEqual(told);
  });

  it('tells of one that was shed with start, error and end; nothing was called', () => {
    let calls = 0;
    const busy = subscriberOf(() => (calls++, new Promise(() => {})), 'P', 'on_a', 'k', { maxInFlight: 1, timeout: 0 });
    const bus = openBus([busy]);
    bus.notify();
    watched.told.length = 0;
    bus.notify();
    expect(watched.told).toEqual(['start', 'error shed', 'end shed']);
    expect(watched.events.at(-1)?.was.error).toBeInstanceOf(InFlightLimitError);
    expect(calls).toBe(1);
  });

  it('tells of those given up at shutdown as timed_out, with the error that is logged', async () => {
    const bus = openBus([subscriberOf(() => new Promise(() => {}))], { options: { shutdownTimeout: 1 } });
    bus.notify();
    bus.notify();
    await bus.dispatcher.close();
    const sequence = 'start, end, error timed_out, asyncStart timed_out, asyncEnd timed_out';
    expect(watched.perDelivery()).toEqual([sequence, sequence]);
    expect(watched.events.at(-1)?.was.error).toMatchObject({
      message: '2 deliveries did not settle within 1 ms (option shutdownTimeout)',
    });
  });

  it('has one object for all events of a delivery, and another for each delivery', async () => {
    const bus = openBus([subscriberOf(async () => 0, 'P'), subscriberOf(() => 0, 'Q')]);
    await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    expect(watched.perDelivery().toSorted()).toEqual([
      'start, end delivered',
      'start, end delivered',
      'start, end, asyncStart delivered, asyncEnd delivered',
      'start, end, asyncStart delivered, asyncEnd delivered',
    ]);
  });

  it('names plugin, method, kind and hook, and holds nothing of the payload', async () => {
    const bus = openBus([subscriberOf(() => Promise.reject(null))]);
    bus.notify({ password: 'secret' });
    await bus.dispatcher.whenIdle();
    const names = { plugin: 'P', method: 'hear', kind: 'k', hook: 'on_a' };
    expect(watched.events[0]?.was).toEqual({ ...names, outcome: undefined });
    expect(watched.events.at(-1)?.was).toEqual({ ...names, outcome: 'failed', error: null });
    expect(Object.keys(watched.events.at(-1)?.message ?? {})).not.toContain('payload');
  });

  it('leaves `this`, payload and delivery to the method as they are', () => {
    const heard: unknown[] = [];
    const subscriber = subscriberOf(function (this: unknown, ...args: unknown[]) {
      heard.push(this, ...args);
    });
    const payload = Object.freeze({ n: 1 });
    openBus([subscriber], { options: { payloads: 'reference' } }).notify(payload);
    expect(heard).toEqual([subscriber.holder, payload, expect.objectContaining({ kind: 'k', hook: 'on_a' })]);
    expect(heard[0]).toBe(subscriber.holder);
    expect(heard[1]).toBe(payload);
  });

  it('tells of the outcome after it was counted and logged', () => {
    const subscriber = subscriberOf(() => {
      throw new Error('boom');
    });
    const bus = openBus([subscriber]);
    const seen: unknown[] = [];
    const look = (): void => void seen.push([subscriber.failed, bus.log.lines.length]);
    channel.error.subscribe(look);
    bus.notify();
    channel.error.unsubscribe(look);
    expect(seen).toEqual([[1, 1]]);
  });

  it('tells of a delivery within another one where it happens', () => {
    const bus = openBus([
      subscriberOf(() => bus.dispatcher.notify('k', 'on_b', {}, undefined), 'Outer'),
      subscriberOf(() => 0, 'Inner', 'on_b'),
    ]);
    bus.notify();
    expect(watched.events.map(({ event, message }) => `${event} ${message.plugin}`)).toEqual([
      'start Outer',
      'start Inner',
      'end Inner',
      'end Outer',
    ]);
  });
});

describe('a store that is bound to the start of a delivery', () => {
  it("is what the plugin's method sees, also after an await, and nobody else", async () => {
    const storage = new AsyncLocalStorage<object>();
    channel.start.bindStore(storage, ({ plugin }) => ({ spanOf: plugin }));
    const seen: unknown[] = [];
    const look = async (): Promise<void> => {
      seen.push(storage.getStore());
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(storage.getStore());
    };
    const bus = openBus([subscriberOf(look, 'P'), subscriberOf(look, 'Q')]);
    const result = storage.run({ spanOf: 'publisher' }, () => {
      const settled = bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
      seen.push(storage.getStore());
      return settled;
    });
    await expect(result).resolves.toEqual({ delivered: 2, failed: [] });
    channel.start.unbindStore(storage);
    expect(seen).toEqual(['P', 'Q', 'publisher', 'P', 'Q'].map((spanOf) => ({ spanOf })));
  });
});

describe('what somebody wants around a delivery', () => {
  const storage = new AsyncLocalStorage<string>();
  const around: Around = (call) => storage.run('around', call);
  const want = (message: unknown): void => (message as DeliveryMessage).callWithin(around);
  beforeEach(() => channel.start.subscribe(want));
  afterEach(() => channel.start.unsubscribe(want));

  it.each([0, 1, 2])('is around it when %i stores are bound to its start, which the method sees as well', (count) => {
    const stores = Array.from({ length: count }, () => new AsyncLocalStorage<object>());
    for (const [at, store] of stores.entries()) channel.start.bindStore(store, () => ({ store: at }));
    const seen: unknown[] = [];
    const bus = openBus([subscriberOf(() => void seen.push(...[storage, ...stores].map((store) => store.getStore())))]);
    bus.notify();
    for (const store of stores) channel.start.unbindStore(store);
    expect(seen).toEqual(['around', ...stores.map((_, at) => ({ store: at }))]);
  });
});

describe('whoever comes or goes while a delivery is pending', () => {
  it('is told nothing of one whose start it missed', async () => {
    const later = new Deferred();
    const bus = openBus([subscriberOf(() => later.promise)]);
    bus.notify();
    const late = new WatchedChannel();
    later.resolve();
    await bus.dispatcher.whenIdle();
    expect(late.told).toEqual([]);
    bus.notify();
    expect(late.told).toEqual(['start', 'end']);
    await bus.dispatcher.whenIdle();
    late.stop();
    expect(bus.channels.find('k', 'on_a')?.subscribers[0]).toMatchObject({ delivered: 2, failed: 0, inFlight: 0 });
  });

  it('is told nothing more once it has gone, and the delivery is counted as ever', async () => {
    const later = new Deferred();
    const bus = openBus([subscriberOf(() => later.promise)]);
    const leaving = new WatchedChannel();
    bus.notify();
    leaving.stop();
    later.resolve();
    await bus.dispatcher.whenIdle();
    expect(leaving.told).toEqual(['start', 'end']);
    expect(bus.channels.find('k', 'on_a')?.subscribers[0]).toMatchObject({ delivered: 1, failed: 0, inFlight: 0 });
  });

  it('may come in the middle of an event: it is told from the next event on', () => {
    let watched: WatchedChannel | undefined;
    const bus = openBus([subscriberOf(() => (watched ??= new WatchedChannel())), subscriberOf(() => 0, 'Q')]);
    bus.notify();
    expect(watched?.told).toEqual([]);
    bus.notify();
    watched?.stop();
    expect(watched?.told).toEqual(['start', 'end delivered', 'start', 'end delivered']);
  });
});

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
