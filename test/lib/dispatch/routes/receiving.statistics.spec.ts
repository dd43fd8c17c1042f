import { jest } from '@jest/globals';
import { StatisticsKeeper, type TimedDelivery } from '../../../../lib/dispatch/observation/statistics-keeper.js';
import { openBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute } from '../../support/route-fixture.js';
import { WatchedChannel } from '../../support/watched-channel.js';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'], now: 1_000 }));
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

function kept() {
  const subscriber = subscriberOf(() => jest.advanceTimersByTime(2));
  const bus = openBus([subscriber]);
  const { access } = addRoute(bus);
  const timed: TimedDelivery[] = [];
  const keeper = new StatisticsKeeper(bus.channels, bus.log);
  keeper.keep({ onDuration: (delivery) => timed.push(delivery) });
  const event = { kind: 'k', hook: 'on_a', payload: {}, id: 'e', occurredAt: 0, kindApiVersion: '1.0.0' };
  return { bus, timed, subscriber, receive: () => access.receive(event) };
}

describe('the statistics of a hook', () => {
  it('take the time of the first event, also when it is one from elsewhere', () => {
    const { receive, timed } = kept();
    receive();
    expect(timed).toMatchObject([{ plugin: 'P', milliseconds: 2, standsFor: 1 }]);
  });

  it('have each timed event stand for those since the last one, from here and from elsewhere', () => {
    const { bus, receive, timed } = kept();
    let events = 0;
    for (let count = 0; count < 3000; count++) {
      if (count % 3 === 0) bus.notify();
      else receive();
      events++;
      const stoodFor = timed.reduce((sum, { standsFor }) => sum + standsFor, 0);
      // Never for more than there were, and after a timed one for exactly as many.
      expect(stoodFor).toBeLessThanOrEqual(events);
      expect(events - stoodFor).toBeLessThan(127);
    }
    expect(timed.length).toBeGreaterThan(20);
  });

  it('keep their pace with events from elsewhere alone', () => {
    const { receive, timed } = kept();
    jest.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    for (let count = 0; count < 256; count++) receive();
    expect(timed.map(({ standsFor }) => standsFor)).toEqual([1, 127, 127]);
  });

  it('take the time of about one event a second of a hook that only others publish, and seldom', () => {
    const { receive, timed } = kept();
    jest.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    for (let second = 0; second < 5; second++) {
      jest.advanceTimersByTime(1_000);
      receive();
    }
    expect(timed.length).toBeGreaterThanOrEqual(4);
  });

  it('count deliveries of events from elsewhere as any other', () => {
    const { receive, subscriber } = kept();
    receive();
    receive();
    expect(subscriber.delivered).toBe(2);
    expect(subscriber.record?.statistics(subscriber.delivered).lastSuccess).toEqual(new Date());
  });
});

describe('the tracing channel', () => {
  it('tells of a delivery of an event from elsewhere as of any other', () => {
    const watched = new WatchedChannel();
    const { receive } = kept();
    receive();
    watched.stop();
    expect(watched.told).toEqual(['start', 'end delivered']);
    expect(watched.events[0]?.message).toMatchObject({ plugin: 'P', kind: 'k', hook: 'on_a' });
  });
});
