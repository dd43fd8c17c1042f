import type { Delivery } from '../../../../lib/dispatch/delivery.js';
import { declareHook, hookspecOf, openBus, startingBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute, routesOf } from '../../support/route-fixture.js';

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe('a route', () => {
  it('is asked once for each hook that can be published, with the version of its kind', () => {
    const hooks = [declareHook('on_a'), declareHook('on_chain', { dispatch: 'chain' }), declareHook('on_b')];
    const route = addRoute(openBus([], { hooks }));
    expect(route.offered).toEqual([
      { kind: 'k', hook: 'on_a', kindApiVersion: '1.0.0' },
      { kind: 'k', hook: 'on_b', kindApiVersion: '1.0.0' },
    ]);
  });

  it('is asked for hooks that are loaded later, and takes their events', () => {
    const bus = openBus([]);
    const route = addRoute(bus);
    bus.channels.open([hookspecOf('lazy', [declareHook('on_a', { kind: 'lazy' })])]);
    bus.dispatcher.notify('lazy', 'on_a', 1, undefined);
    expect(route.offered.at(-1)).toEqual({ kind: 'lazy', hook: 'on_a', kindApiVersion: '1.0.0' });
    expect(route.payloads).toEqual([1]);
  });

  it('takes the events of the hooks that it wants, and of no other', () => {
    const bus = openBus([]);
    const route = addRoute(bus, { wants: ({ hook }) => hook === 'on_b' });
    bus.notify();
    bus.dispatcher.notify('k', 'on_b', 2, undefined);
    expect(route.taken).toMatchObject([{ hook: 'on_b', payload: 2 }]);
    expect(routesOf(bus)).toBeUndefined();
  });

  it('takes an event that nobody hears here', async () => {
    const bus = openBus([]);
    const route = addRoute(bus);
    bus.notify({ a: 1 });
    await expect(bus.dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toEqual({ delivered: 0, failed: [] });
    expect(route.payloads).toEqual([{ a: 1 }, {}]);
    expect(bus.channels.find('k', 'on_a')?.published).toBe(2);
  });

  it('that wants nothing leaves an event that nobody hears unread', () => {
    const bus = openBus([], { hooks: [declareHook('on_a', { validate: () => ({ path: '', reason: 'read' }) })] });
    addRoute(bus, { wants: () => false });
    bus.notify(1n);
    expect(bus.log.lines).toEqual([]);
    expect(bus.channels.find('k', 'on_a')?.published).toBe(1);
  });

  it('takes an event before the subscribers here are told', () => {
    const order: string[] = [];
    const bus = openBus([subscriberOf(() => order.push('subscriber'))]);
    addRoute(bus, { onTake: () => order.push('route') });
    bus.notify();
    expect(order).toEqual(['route', 'subscriber']);
  });

  it('is given the very copy that subscribers get, frozen', () => {
    const heard: unknown[] = [];
    const bus = openBus([subscriberOf((payload) => heard.push(payload))]);
    const route = addRoute(bus);
    const payload = { a: { b: 1 } };
    bus.notify(payload);
    expect(route.payloads).toEqual([payload]);
    expect(route.payloads[0]).not.toBe(payload);
    expect(route.payloads[0]).toBe(heard[0]);
    expect(Object.isFrozen((route.payloads[0] as typeof payload).a)).toBe(true);
  });

  it('is given the id and the time that subscribers see', () => {
    const deliveries: Delivery[] = [];
    const bus = openBus([subscriberOf((_, delivery: Delivery) => deliveries.push(delivery))]);
    const route = addRoute(bus);
    const before = Date.now();
    bus.notify();
    bus.notify();
    const ids = deliveries.map(({ id }) => id);
    expect(route.taken.map(({ id }) => id)).toEqual(ids);
    expect(ids).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(new Set(ids).size).toBe(2);
    expect(route.taken.map(({ occurredAt }) => occurredAt)).toEqual(
      deliveries.map(({ occurredAt }) => occurredAt.getTime()),
    );
    expect(route.taken[0]?.occurredAt).toBeGreaterThanOrEqual(before);
    expect(route.taken[0]?.occurredAt).toBeLessThanOrEqual(Date.now());
  });

  it('is given the id that the publisher gave', () => {
    const ids: string[] = [];
    const bus = openBus([subscriberOf((_, { id }: Delivery) => ids.push(id))]);
    const route = addRoute(bus);
    bus.dispatcher.notify('k', 'on_a', {}, 'mine');
    expect(route.taken).toMatchObject([{ id: 'mine' }]);
    expect(ids).toEqual(['mine']);
  });

  it('takes what was published while starting, with the time of then, before it is opened', () => {
    const bus = startingBus([]);
    const taken: number[] = [];
    const route = addRoute(bus, { onOpen: () => taken.push(route.taken.length) });
    const before = Date.now();
    bus.notify(1);
    bus.dispatcher.notify('k', 'on_b', 2, 'mine');
    expect(route.taken).toEqual([]);
    bus.dispatcher.open();
    expect(route.payloads).toEqual([1, 2]);
    expect(route.taken[1]).toMatchObject({ id: 'mine' });
    expect(route.taken[0]?.occurredAt).toBeGreaterThanOrEqual(before);
    expect(taken).toEqual([2]);
  });

  it('takes events in the order in which they were published, those inside of others after these', () => {
    const bus = openBus([
      subscriberOf((payload) => {
        if (payload === 1) bus.dispatcher.notify('k', 'on_b', 'inner', undefined);
      }, 'First'),
    ]);
    const [one, two] = [addRoute(bus, {}, 'one'), addRoute(bus, {}, 'two')];
    bus.notify(1);
    bus.notify(2);
    expect(one.payloads).toEqual([1, 'inner', 2]);
    expect(two.payloads).toEqual([1, 'inner', 2]);
  });

  it('does not take what is refused', () => {
    const hooks = [
      declareHook('on_a', { validate: (payload) => (payload === 1 ? undefined : { path: '', reason: 'no' }) }),
    ];
    const bus = openBus([], { hooks });
    const route = addRoute(bus);
    for (const payload of [1n, 2, 1]) bus.notify(payload);
    bus.dispatcher.notify('k', 'on_c', 1, undefined);
    expect(route.payloads).toEqual([1]);
    expect(bus.log.lines).toHaveLength(3);
    expect(bus.channels.find('k', 'on_a')?.published).toBe(1);
  });

  it('does not take what is refused in strict mode, which the publisher is told', () => {
    const bus = openBus([], { options: { strict: true } });
    const route = addRoute(bus);
    expect(() => bus.notify(1n)).toThrow(expect.objectContaining({ code: 'PAYLOAD_INVALID' }));
    bus.notify(1);
    expect(route.payloads).toEqual([1]);
  });
});

describe('two routes', () => {
  it('take the same event with the same id, in the order in which they were added', () => {
    const bus = openBus([]);
    const order: string[] = [];
    const one = addRoute(bus, { onTake: () => order.push('one') }, 'one');
    const two = addRoute(bus, { onTake: () => order.push('two') }, 'two');
    bus.notify({ a: 1 });
    expect(order).toEqual(['one', 'two']);
    expect(one.taken).toEqual(two.taken);
    expect(one.payloads[0]).toBe(two.payloads[0]);
  });

  it('take only what each of them wants', () => {
    const bus = openBus([]);
    const one = addRoute(bus, { wants: ({ hook }) => hook === 'on_a' }, 'one');
    const two = addRoute(bus, {}, 'two');
    bus.notify(1);
    bus.dispatcher.notify('k', 'on_b', 2, undefined);
    expect([one.payloads, two.payloads]).toEqual([[1], [1, 2]]);
  });
});
