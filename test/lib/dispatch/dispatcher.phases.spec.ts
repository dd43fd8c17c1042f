import { jest } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Delivery } from '../../../lib/dispatch/delivery.js';
import { declareHook, Deferred, openBus, startingBus, subscriberOf, type Bus } from '../support/dispatch-fixture.js';

describe('an event published while the application is starting', () => {
  it('is delivered once the application has started, in order with the others', () => {
    const { bus, heard } = hearing();
    bus.notify({ n: 1 });
    bus.notify({ n: 2 });
    expect(heard).toEqual([]);
    bus.dispatcher.open();
    expect(heard).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('is delivered once', () => {
    const { bus, heard } = hearing();
    bus.notify();
    bus.dispatcher.open();
    bus.dispatcher.open();
    expect(heard).toHaveLength(1);
  });

  it('is copied when it is published', () => {
    const { bus, heard } = hearing();
    const payload = { n: 1 };
    bus.notify(payload);
    payload.n = 2;
    bus.dispatcher.open();
    expect(heard).toEqual([{ n: 1 }]);
  });

  it('keeps its id and the time at which it was published', () => {
    jest.useFakeTimers({ now: 1000 });
    try {
      const deliveries: Delivery[] = [];
      const { dispatcher } = startingBus([subscriberOf((_, delivery) => deliveries.push(delivery))]);
      dispatcher.notify('k', 'on_a', {}, 'e1');
      jest.advanceTimersByTime(500);
      dispatcher.open();
      expect(deliveries).toMatchObject([{ id: 'e1', occurredAt: new Date(1000) }]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('reaches subscribers in the asynchronous context of its publisher', () => {
    const storage = new AsyncLocalStorage<string>();
    const contexts: unknown[] = [];
    const bus = startingBus([subscriberOf(() => contexts.push(storage.getStore()))]);
    storage.run('r1', () => bus.notify());
    storage.run('r2', () => bus.notify());
    storage.run('start', () => bus.dispatcher.open());
    expect(contexts).toEqual(['r1', 'r2']);
  });

  it('is answered as buffered at once, so that awaiting it cannot hold up the start', async () => {
    const { bus } = hearing();
    await expect(bus.dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toEqual({
      delivered: 0,
      failed: [],
      buffered: true,
    });
  });

  it('is not waited for by whenIdle', async () => {
    const { bus } = hearing();
    bus.notify();
    await expect(bus.dispatcher.whenIdle()).resolves.toBeUndefined();
  });

  it('is resolved and checked when it is delivered: what is refused is logged and counted', () => {
    const hook = declareHook('on_a', { validate: () => ({ path: '/a', reason: 'must be number' }) });
    const bus = startingBus([subscriberOf(() => 0)], { hooks: [hook] });
    bus.notify();
    bus.dispatcher.notify('k', 'on_c', {}, undefined);
    expect(bus.log.lines).toEqual([]);
    bus.dispatcher.open();
    expect(bus.log.lines).toEqual([
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/a error="must be number"',
      expect.stringMatching(/^kind=k hook=on_c refused=HOOK_UNKNOWN error="/),
    ]);
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(1);
  });

  it('is logged, not thrown at the start, when it turns out to be refused in strict mode', () => {
    const { bus } = hearing({ strict: true });
    bus.dispatcher.notify('k', 'on_c', {}, undefined);
    expect(() => bus.dispatcher.open()).not.toThrow();
    expect(bus.log.lines).toEqual([expect.stringContaining('refused=HOOK_UNKNOWN')]);
  });

  it('is refused at once when JSON cannot carry it', async () => {
    const { bus } = hearing();
    bus.notify({ a: 1n });
    expect(bus.log.lines).toEqual([
      expect.stringMatching(/^kind=k hook=on_a refused=PAYLOAD_INVALID path=\/a error="/),
    ]);
    await expect(bus.dispatcher.dispatch('k', 'on_a', { a: 1n }, undefined)).resolves.toMatchObject({
      delivered: 0,
      refused: { code: 'PAYLOAD_INVALID', path: '/a' },
    });
  });

  it('may have a revoked proxy for its payload, by reference', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const { bus } = hearing({ payloads: 'reference' });
    expect(() => bus.notify(proxy)).not.toThrow();
  });
});

describe('the bootstrap buffer of a starting application, once it is full,', () => {
  it('drops the newest, and one line says how many, after the start', () => {
    const { bus, heard } = hearing({ bootstrapBuffer: 2 });
    for (let n = 1; n <= 5; n++) bus.notify({ n });
    expect(bus.log.lines).toEqual([]);
    bus.dispatcher.open();
    expect(heard).toEqual([{ n: 1 }, { n: 2 }]);
    expect(bus.log.entries).toMatchObject([
      { level: 'error', line: expect.stringMatching(/^3 events .* dropped: .* 2 /) },
    ]);
  });

  it('says how many once: not again when the application shuts down', async () => {
    const { bus } = hearing({ bootstrapBuffer: 0 });
    bus.notify();
    bus.dispatcher.open();
    await bus.dispatcher.close();
    expect(bus.log.lines).toEqual([expect.stringMatching(/^1 event.* dropped/)]);
  });

  it('says so to whoever dispatches, and counts', async () => {
    const { bus } = hearing({ bootstrapBuffer: 0 });
    await expect(bus.dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toMatchObject({
      delivered: 0,
      failed: [],
      refused: { code: 'BOOTSTRAP_BUFFER_FULL', message: 'the bootstrap buffer holds 0 events' },
    });
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(1);
  });

  it('is no mistake of a publisher: nothing is thrown in strict mode', () => {
    const { bus } = hearing({ bootstrapBuffer: 0, strict: true });
    expect(() => bus.notify()).not.toThrow();
  });
});

describe('a start that is cut short', () => {
  it('says how many events were never delivered, those dropped included', async () => {
    const { bus, heard } = hearing({ bootstrapBuffer: 2 });
    for (let n = 1; n <= 5; n++) bus.notify({ n });
    await bus.dispatcher.close();
    expect(bus.log.entries).toMatchObject([
      { level: 'error', line: expect.stringMatching(/^5 events .* never delivered/) },
    ]);
    bus.dispatcher.open();
    expect(heard).toEqual([]);
  });

  it('says nothing when nothing was published', async () => {
    const { bus } = hearing();
    await bus.dispatcher.close();
    expect(bus.log.lines).toEqual([]);
  });

  it('refuses what is published later', async () => {
    const { bus } = hearing();
    await bus.dispatcher.close();
    bus.notify();
    expect(bus.log.lines).toEqual([expect.stringContaining('refused=SHUT_DOWN')]);
  });
});

describe('an event published while the application runs', () => {
  it('has been heard by synchronous subscribers when notify returns', () => {
    const { bus, heard } = hearing();
    bus.dispatcher.open();
    bus.notify({ n: 1 });
    expect(heard).toEqual([{ n: 1 }]);
  });

  it('reaches subscribers in the asynchronous context of its publisher', async () => {
    const storage = new AsyncLocalStorage<string>();
    const contexts: unknown[] = [];
    const later = new Deferred();
    const bus = openBus([
      subscriberOf(async () => {
        contexts.push(storage.getStore());
        await later.promise;
        contexts.push(storage.getStore());
      }),
    ]);
    storage.run('r1', () => bus.notify());
    later.resolve();
    await bus.dispatcher.whenIdle();
    expect(contexts).toEqual(['r1', 'r1']);
  });

  it('settles for whoever dispatched it once every subscriber has', async () => {
    const later = new Deferred();
    const bus = openBus([
      subscriberOf(() => 0),
      subscriberOf(() => later.promise, 'B'),
      subscriberOf(() => Promise.reject(7), 'C'),
    ]);
    let settled = false;
    const result = bus.dispatcher.dispatch('k', 'on_a', {}, undefined).finally(() => (settled = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);
    later.resolve();
    await expect(result).resolves.toEqual({ delivered: 2, failed: [{ plugin: 'C', error: 7 }] });
  });
});

function hearing(options: NonNullable<Parameters<typeof startingBus>[1]>['options'] = {}): {
  bus: Bus;
  heard: unknown[];
} {
  const heard: unknown[] = [];
  return { bus: startingBus([subscriberOf((payload) => heard.push(payload))], { options }), heard };
}
