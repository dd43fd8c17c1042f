import type { Delivery } from '../../../../lib/dispatch/delivery.js';
import type { Subscriber } from '../../../../lib/dispatch/subscriber.js';
import { openBus, startingBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute } from '../../support/route-fixture.js';

const byReference = (subscribers: readonly Subscriber[]) =>
  openBus(subscribers, { options: { payloads: 'reference' } });

describe('a route where payloads are passed by reference', () => {
  it('is given a frozen copy, and subscribers the object of the publisher', () => {
    const heard: unknown[] = [];
    const bus = byReference([subscriberOf((payload) => heard.push(payload))]);
    const route = addRoute(bus);
    const payload = { at: new Date(0), a: { b: 1 } };
    bus.notify(payload);
    expect(heard[0]).toBe(payload);
    expect(route.payloads).toEqual([{ at: '1970-01-01T00:00:00.000Z', a: { b: 1 } }]);
    expect(Object.isFrozen((route.payloads[0] as typeof payload).a)).toBe(true);
  });

  it('is given what was published, whatever a subscriber makes of it', () => {
    const change = (payload: unknown): unknown => Object.assign(payload as object, { a: 2 });
    const bus = byReference([subscriberOf(change)]);
    const route = addRoute(bus);
    const payload = { a: 1 };
    bus.notify(payload);
    expect(payload).toEqual({ a: 2 });
    expect(route.payloads).toEqual([{ a: 1 }]);
  });

  it('shares one copy, one id and one time with the other routes', () => {
    const ids: string[] = [];
    const bus = byReference([subscriberOf((_, { id }: Delivery) => ids.push(id))]);
    const [one, two] = [addRoute(bus, {}, 'one'), addRoute(bus, {}, 'two')];
    bus.notify({});
    expect(one.payloads[0]).toBe(two.payloads[0]);
    expect(one.taken).toEqual(two.taken);
    expect(one.taken.map(({ id }) => id)).toEqual(ids);
  });

  it('is given no payload that JSON would lose: each route counts and logs it, and subscribers are told', async () => {
    const heard: unknown[] = [];
    const bus = byReference([subscriberOf((payload) => heard.push(payload))]);
    const [one, two] = [addRoute(bus, {}, 'one'), addRoute(bus, {}, 'two')];
    const payload = { live: new Map() };
    await expect(bus.dispatcher.dispatch('k', 'on_a', payload, undefined)).resolves.toEqual({
      delivered: 1,
      failed: [],
    });
    expect(heard[0]).toBe(payload);
    expect([...one.taken, ...two.taken]).toEqual([]);
    for (const { access } of [one, two]) {
      expect(access.refusals()).toEqual([{ kind: 'k', hook: 'on_a', code: 'PAYLOAD_INVALID', count: 1 }]);
    }
    expect(bus.log.lines).toEqual([
      expect.stringMatching(/^route=one kind=k hook=on_a refused=PAYLOAD_INVALID path=\/live error=".*Map.*"$/),
      expect.stringMatching(/^route=two kind=k hook=on_a refused=PAYLOAD_INVALID path=\/live error=".*Map.*"$/),
    ]);
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(0);
    expect(bus.channels.find('k', 'on_a')?.published).toBe(1);
  });

  it('logs such payloads within the limit', () => {
    const bus = byReference([]);
    const { access } = addRoute(bus);
    for (let count = 0; count < 100; count++) bus.notify(1n);
    expect(bus.log.lines).toHaveLength(10);
    expect(access.refusals()).toMatchObject([{ count: 100 }]);
  });

  it('is given a copy of what was buffered while starting, as it is when it is taken', () => {
    const bus = startingBus([], { options: { payloads: 'reference' } });
    const route = addRoute(bus);
    const payload = { a: 1 };
    bus.notify(payload);
    payload.a = 2;
    bus.dispatcher.open();
    expect(route.payloads).toEqual([{ a: 2 }]);
    expect(route.payloads[0]).not.toBe(payload);
  });
});
