import type { Delivery } from '../../../../lib/dispatch/delivery.js';
import { Subscriber, type Listener } from '../../../../lib/dispatch/subscriber.js';
import { afterEverythingDue, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute, localSubscriberOf, receiving } from '../../support/route-fixture.js';

describe('an event from elsewhere', () => {
  it('is told to the subscribers here, with the id and the time of its publisher', () => {
    const heard: [unknown, Delivery][] = [];
    const { receive, bus } = receiving([subscriberOf((payload, delivery) => heard.push([payload, delivery]))]);
    expect(receive()).toBeUndefined();
    const [[payload, delivery] = []] = heard;
    expect(payload).toEqual({ a: 1 });
    expect(delivery?.occurredAt).toEqual(new Date(5));
    expect(JSON.parse(JSON.stringify(delivery))).toEqual({
      id: 'e1',
      kind: 'k',
      hook: 'on_a',
      occurredAt: '1970-01-01T00:00:00.005Z',
      origin: 'remote',
      attempt: 1,
    });
    expect(bus.log.lines).toEqual([]);
  });

  it('is told to all of them with one frozen copy and one delivery', () => {
    const heard: unknown[][] = [];
    const hear = (...args: unknown[]): unknown => heard.push(args);
    const { receive } = receiving([subscriberOf(hear, 'A'), subscriberOf(hear, 'B')]);
    const [payload, inner] = [{ a: { b: 1 } }, ({ a }: Record<string, unknown>) => a];
    receive({ payload });
    expect(heard[0]?.[0]).toBe(heard[1]?.[0]);
    expect(heard[0]?.[1]).toBe(heard[1]?.[1]);
    expect(heard[0]?.[0]).not.toBe(payload);
    expect(Object.isFrozen(inner(heard[0]?.[0] as typeof payload))).toBe(true);
  });

  it('has its delivery also for a method that was replaced by one that wants it', () => {
    const origins: unknown[] = [];
    const holder: Record<string, Listener> = { hear: () => 0 };
    const limits = { timeout: 30_000, maxInFlight: 16 };
    const { receive } = receiving([new Subscriber('P', 'k', 'on_a', limits, holder, 'hear')]);
    holder['hear'] = (_, { origin }) => origins.push(origin);
    receive();
    expect(origins).toEqual(['remote']);
  });

  it('is not told to those that want local ones only', () => {
    const heard: string[] = [];
    const any = (name: string) => subscriberOf((_, { origin }: Delivery) => heard.push(`${name} ${origin}`), name);
    const local = localSubscriberOf((_, { origin }) => heard.push(`Local ${origin}`));
    const { receive, bus } = receiving([any('A'), local, any('B')]);
    receive();
    expect(heard).toEqual(['A remote', 'B remote']);
    bus.notify();
    expect(heard.slice(2)).toEqual(['A local', 'Local local', 'B local']);
    expect(local.delivered).toBe(1);
  });

  it('is not told to those that want local ones only and come later, and to others that do', () => {
    const heard: string[] = [];
    const { receive, bus } = receiving([subscriberOf(() => heard.push('A'), 'A')]);
    bus.channels.subscribe([localSubscriberOf(() => heard.push('Local'))]);
    bus.channels.subscribe([subscriberOf(() => heard.push('B'), 'B')]);
    receive();
    expect(heard).toEqual(['A', 'B']);
  });

  it('is counted as received, and not as published, whether anybody hears it or not', () => {
    const { receive, channel, bus } = receiving([]);
    receive();
    receive();
    bus.notify();
    expect(channel).toMatchObject({ received: 2, published: 1 });
  });

  it('is not handed to any route: it would go round in circles', () => {
    const { receive, route, bus } = receiving([]);
    const other = addRoute(bus, {}, 'other');
    receive();
    expect([...route.taken, ...other.taken]).toEqual([]);
  });

  it('is told although a subscriber throws, which is logged as ever', async () => {
    const heard: unknown[] = [];
    const fail = (): never => {
      throw new Error('boom');
    };
    const { receive, bus } = receiving([subscriberOf(fail), subscriberOf((payload) => heard.push(payload), 'B')]);
    expect(receive()).toBeUndefined();
    expect(heard).toHaveLength(1);
    expect(bus.log.lines).toEqual(['plugin=P error=boom kind=k hook=on_a']);
    await afterEverythingDue();
  });

  it('is waited for at shutdown as any other', async () => {
    let resolve = (): void => {};
    const { receive, bus } = receiving([subscriberOf(() => new Promise<void>((settle) => (resolve = settle)))]);
    receive();
    let isIdle = false;
    void bus.dispatcher.whenIdle().then(() => (isIdle = true));
    await afterEverythingDue();
    expect(isIdle).toBe(false);
    resolve();
    await afterEverythingDue();
    expect(isIdle).toBe(true);
  });
});
