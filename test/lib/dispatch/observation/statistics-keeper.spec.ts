import { jest } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  StatisticsKeeper,
  type StatisticsObserver,
  type TimedDelivery,
} from '../../../../lib/dispatch/observation/statistics-keeper.js';
import type { DeliveryStatistics } from '../../../../lib/dispatch/observation/delivery-record.js';
import type { Subscriber } from '../../../../lib/dispatch/subscriber.js';
import {
  declareHook,
  hookspecOf,
  openBus,
  subscriberOf,
  type Bus,
  type BusParts,
} from '../../support/dispatch-fixture.js';
import { WatchedChannel } from '../../support/watched-channel.js';

interface Kept extends Bus {
  readonly keeper: StatisticsKeeper;
}

function busOf(subscribers: readonly Subscriber[], parts?: BusParts): Kept {
  const bus = openBus(subscribers, parts);
  return { ...bus, keeper: new StatisticsKeeper(bus.channels, bus.log) };
}

function statisticsOf({ record, delivered }: Subscriber): DeliveryStatistics | undefined {
  return record?.statistics(delivered);
}

const samplesOf = (subscriber: Subscriber): number | undefined => statisticsOf(subscriber)?.durations.recentSamples;

/** A subscriber that takes so many milliseconds of the clock that the test has made. */
const slow = (milliseconds: number, ...rest: [plugin?: string, hook?: string]): Subscriber =>
  subscriberOf(() => jest.advanceTimersByTime(milliseconds), ...rest);

describe('keeping statistics', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'], now: 1_000 });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  /** Makes the distance from one timed event to the next as long as it can be: 127. */
  const seldom = (): unknown => jest.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);

  describe('of durations', () => {
    it('takes the time of the first event of each hook, from the call of the method until it returns', () => {
      const [p, q] = [slow(3), slow(7, 'Q', 'on_b')];
      const { keeper, dispatcher, notify } = busOf([p, q]);
      keeper.keep({});
      notify();
      dispatcher.notify('k', 'on_b', {}, undefined);
      expect(statisticsOf(p)?.durations).toMatchObject({ count: 1, sum: 3 });
      expect(statisticsOf(q)?.durations).toMatchObject({ count: 1, sum: 7 });
    });

    it('takes the time also of an event of which the tracing channel is told', () => {
      const watched = new WatchedChannel();
      const subscriber = slow(3);
      const { keeper, notify } = busOf([subscriber]);
      keeper.keep({});
      notify();
      watched.stop();
      expect(statisticsOf(subscriber)?.durations).toMatchObject({ count: 1, sum: 3 });
      expect(watched.told).toEqual(['start', 'end delivered']);
    });

    it('takes the time of every subscriber of an event, each its own', () => {
      const [p, q] = [slow(3), slow(7, 'Q')];
      const { keeper, notify } = busOf([p, q]);
      keeper.keep({});
      notify();
      expect([statisticsOf(p)?.durations.sum, statisticsOf(q)?.durations.sum]).toEqual([3, 7]);
    });

    it('takes the time until a promise has settled, well or not', async () => {
      const [p, q] = [
        subscriberOf(() => new Promise((resolve) => setTimeout(resolve, 20))),
        subscriberOf(() => new Promise((_, reject) => setTimeout(() => reject(null), 30)), 'Q'),
      ];
      const { keeper, notify } = busOf([p, q]);
      keeper.keep({});
      notify();
      expect([samplesOf(p), samplesOf(q)]).toEqual([0, 0]);
      await jest.advanceTimersByTimeAsync(100);
      expect([statisticsOf(p)?.durations.sum, statisticsOf(q)?.durations.sum]).toEqual([20, 30]);
    });

    it('takes the time of a delivery that throws', () => {
      const failing = subscriberOf(() => {
        jest.advanceTimersByTime(5);
        throw new Error('boom');
      });
      const { keeper, notify } = busOf([failing]);
      keeper.keep({});
      notify();
      expect(statisticsOf(failing)?.durations).toMatchObject({ count: 1, sum: 5 });
    });

    it('takes the time of a delivery that did not settle in time: as long as it was waited for', async () => {
      const hanging = subscriberOf(() => new Promise(() => {}), 'P', 'on_a', 'k', { timeout: 300 });
      const { keeper, notify } = busOf([hanging]);
      keeper.keep({});
      notify();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(hanging.timedOut).toBe(1);
      expect(samplesOf(hanging)).toBe(1);
      expect(statisticsOf(hanging)?.durations.sum).toBeGreaterThanOrEqual(300);
    });

    it('takes no time of a delivery that was shed, which is an error all the same', () => {
      const busy = subscriberOf(() => new Promise(() => {}), 'P', 'on_a', 'k', { maxInFlight: 1 });
      const { keeper, notify } = busOf([busy]);
      notify();
      keeper.keep({});
      notify();
      expect(busy.shed).toBe(1);
      expect(samplesOf(busy)).toBe(0);
      expect(statisticsOf(busy)?.lastError?.message).toContain('maxInFlight');
    });

    it('takes the time of one event in 127 at the least where there are many', () => {
      seldom();
      const subscriber = subscriberOf(() => 0);
      const { keeper, notify } = busOf([subscriber]);
      keeper.keep({});
      const publish = (times: number): number | undefined => {
        for (let count = 0; count < times; count++) notify();
        return samplesOf(subscriber);
      };
      expect([publish(1), publish(126), publish(1), publish(100)]).toEqual([1, 1, 2, 2]);
      jest.advanceTimersByTime(1_000);
      expect([publish(26), publish(1)]).toEqual([2, 3]);
    });

    it('takes the time of every event where there is one in a second', () => {
      seldom();
      const subscriber = subscriberOf(() => 0);
      const { keeper, notify } = busOf([subscriber]);
      keeper.keep({});
      for (let second = 0; second < 5; second++) {
        notify();
        jest.advanceTimersByTime(1_000);
      }
      expect(samplesOf(subscriber)).toBe(5);
    });

    it.each([3, 10, 63])('takes the time of about one event in a second where there are %d in each', (events) => {
      const subscriber = subscriberOf(() => 0);
      const { keeper, notify } = busOf([subscriber]);
      keeper.keep({});
      for (let second = 0; second < 200; second++) {
        for (let count = 0; count < events; count++) notify();
        jest.advanceTimersByTime(1_000);
      }
      expect(samplesOf(subscriber)).toBeGreaterThan(120);
      expect(samplesOf(subscriber)).toBeLessThan(320);
    });

    it('counts each time as often as there are deliveries that it stands for, so that hooks can be compared', () => {
      const [busy, seldomTold] = [subscriberOf(() => 0), subscriberOf(() => 0, 'Q', 'on_b')];
      const { keeper, dispatcher, notify } = busOf([busy, seldomTold]);
      keeper.keep({});
      for (let second = 0; second < 10; second++) {
        for (let count = 0; count < 1_000; count++) notify();
        dispatcher.notify('k', 'on_b', {}, undefined);
        jest.advanceTimersByTime(1_000);
      }
      const counts = [busy, seldomTold].map((subscriber) => statisticsOf(subscriber)?.durations.count ?? 0);
      expect(counts[0]).toBeGreaterThan(10_000 - 127);
      expect(counts[0]).toBeLessThanOrEqual(10_000);
      expect(counts[1]).toBe(10);
    });

    it('takes the time of each event as long as chance will have it so', () => {
      jest.spyOn(Math, 'random').mockReturnValue(0);
      const subscriber = subscriberOf(() => 0);
      const { keeper, notify } = busOf([subscriber]);
      keeper.keep({});
      for (let count = 0; count < 10; count++) notify();
      expect(samplesOf(subscriber)).toBe(10);
    });

    it('takes the time of one event in 64 on average, however many subscribers there are', () => {
      const subscribers = [subscriberOf(() => 0), subscriberOf(() => 0, 'Q')];
      const { keeper, notify } = busOf(subscribers);
      keeper.keep({});
      for (let count = 0; count < 64_000; count++) notify();
      const [samples, others] = subscribers.map(samplesOf);
      // 1,000 are to be expected; by chance alone they are 150 away from that less than once in 10^15 runs.
      expect(samples).toBeGreaterThan(850);
      expect(samples).toBeLessThan(1_150);
      expect(others).toBe(samples);
    });

    it('holds what was taken in the last 5 to 10 minutes for recent', () => {
      const subscriber = slow(1);
      const { keeper, notify } = busOf([subscriber]);
      keeper.keep({});
      notify();
      const recent = (): number | undefined => statisticsOf(subscriber)?.durations.recentCount;
      jest.advanceTimersByTime(599_000);
      expect(recent()).toBe(1);
      jest.advanceTimersByTime(1_000);
      expect(recent()).toBe(0);
      expect(samplesOf(subscriber)).toBe(0);
      expect(statisticsOf(subscriber)?.durations.count).toBe(1);
    });
  });

  it('has none of it as long as nobody asks: no record, no timer, and no look at the clock', () => {
    const now = jest.spyOn(performance, 'now');
    const subscriber = subscriberOf(() => 0);
    const { notify } = busOf([subscriber]);
    notify();
    expect(subscriber.record).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
    expect(now).not.toHaveBeenCalled();
  });

  it('knows the second of the last success', () => {
    const subscriber = subscriberOf(() => 0);
    const { keeper, notify } = busOf([subscriber]);
    notify();
    keeper.keep({});
    expect(statisticsOf(subscriber)?.lastSuccess).toBeUndefined();
    jest.advanceTimersByTime(5_300);
    notify();
    jest.advanceTimersByTime(60_000);
    expect(statisticsOf(subscriber)?.lastSuccess).toEqual(new Date(7_000));
  });

  it('knows the last error of every way to fail', async () => {
    const limits = { timeout: 300, maxInFlight: 1 };
    const throwing = subscriberOf(() => {
      throw null;
    });
    const rejecting = subscriberOf(() => Promise.reject(new Error('rejected')), 'Q');
    const hanging = subscriberOf(() => new Promise(() => {}), 'R', 'on_a', 'k', limits);
    const givenUp = subscriberOf(() => new Promise(() => {}), 'S', 'on_a', 'k', { timeout: 0 });
    const { keeper, notify, dispatcher } = busOf([throwing, rejecting, hanging, givenUp]);
    keeper.keep({});
    const messages = (): unknown[] =>
      [throwing, rejecting, hanging, givenUp].map((subscriber) => statisticsOf(subscriber)?.lastError?.message);
    notify();
    await jest.advanceTimersByTimeAsync(1_000);
    const timedOut = 'did not settle within 300 ms (option timeout)';
    expect(messages()).toEqual(['null', 'rejected', timedOut, undefined]);
    const closed = dispatcher.close();
    await jest.advanceTimersByTimeAsync(2_000);
    await closed;
    expect(messages()).toEqual([
      'null',
      'rejected',
      timedOut,
      '1 delivery did not settle within 1000 ms (option shutdownTimeout)',
    ]);
  });

  it('reaches subscribers that come later, from their first event on', () => {
    seldom();
    const { keeper, notify, channels, dispatcher } = busOf([subscriberOf(() => 0)]);
    keeper.keep({});
    for (let count = 0; count < 10; count++) notify();
    const late = slow(3, 'Late');
    channels.subscribe([late]);
    notify();
    expect(statisticsOf(late)?.durations).toMatchObject({ count: 1, sum: 3 });

    const later = subscriberOf(() => 0, 'Later', 'on_later', 'later');
    channels.open([hookspecOf('later', [declareHook('on_later', { kind: 'later' })])]);
    channels.subscribe([later]);
    dispatcher.notify('later', 'on_later', {}, undefined);
    expect([later.delivered, samplesOf(later)]).toEqual([1, 1]);
  });

  describe('ends', () => {
    it('when it is taken back: statistics and timer are gone, and no more times are taken', () => {
      const subscriber = subscriberOf(() => 0);
      const { keeper, notify } = busOf([subscriber]);
      const onDuration = jest.fn();
      const stop = keeper.keep({ onDuration });
      notify();
      expect(onDuration).toHaveBeenCalledTimes(1);
      expect(jest.getTimerCount()).toBe(1);
      stop();
      expect(subscriber.record).toBeUndefined();
      expect(jest.getTimerCount()).toBe(0);
      const now = jest.spyOn(performance, 'now');
      for (let count = 0; count < 1_000; count++) notify();
      expect(now).not.toHaveBeenCalled();
      expect(onDuration).toHaveBeenCalledTimes(1);
    });

    it('for later subscribers, too', () => {
      const { keeper, channels } = busOf([]);
      keeper.keep({})();
      const late = subscriberOf(() => 0);
      channels.subscribe([late]);
      expect(late.record).toBeUndefined();
    });

    it('once: taking it back twice takes nothing from another one', () => {
      const subscriber = subscriberOf(() => 0);
      const { keeper, notify } = busOf([subscriber]);
      const stop = keeper.keep({});
      const stopOther = keeper.keep({});
      stop();
      stop();
      notify();
      expect(samplesOf(subscriber)).toBe(1);
      expect(jest.getTimerCount()).toBe(1);
      stopOther();
      expect(subscriber.record).toBeUndefined();
      stopOther();
      stop();
      expect(jest.getTimerCount()).toBe(0);
    });

    it('for one of two who are the same object, and the other one is told on', () => {
      const { keeper } = busOf([]);
      const observer = { onSecond: jest.fn() };
      const stop = keeper.keep(observer);
      keeper.keep(observer);
      jest.advanceTimersByTime(1_000);
      expect(observer.onSecond).toHaveBeenCalledTimes(2);
      stop();
      jest.advanceTimersByTime(1_000);
      expect(observer.onSecond).toHaveBeenCalledTimes(3);
    });

    it('and begins anew with nothing', () => {
      const subscriber = subscriberOf(() => {
        throw new Error('boom');
      });
      const { keeper, notify } = busOf([subscriber]);
      const stop = keeper.keep({});
      notify();
      stop();
      keeper.keep({});
      expect(statisticsOf(subscriber)).toMatchObject({ lastError: undefined, lastSuccess: undefined });
      expect(samplesOf(subscriber)).toBe(0);
      notify();
      expect(samplesOf(subscriber)).toBe(1);
    });

    it('in the middle of a delivery whose time is taken, without any harm', async () => {
      const subscriber = subscriberOf(() => new Promise((resolve) => setTimeout(resolve, 20)));
      const { keeper, notify, log } = busOf([subscriber]);
      const onDuration = jest.fn();
      const stop = keeper.keep({ onDuration });
      notify();
      stop();
      await jest.advanceTimersByTimeAsync(100);
      expect(subscriber).toMatchObject({ delivered: 1, failed: 0, inFlight: 0, record: undefined });
      expect(onDuration).not.toHaveBeenCalled();
      expect(log.lines).toEqual([]);
    });
  });

  describe('has an observer that', () => {
    it('is told once a second, however many there are, by one timer', () => {
      const { keeper } = busOf([]);
      const observers = Array.from({ length: 10 }, () => ({ onSecond: jest.fn() }));
      for (const observer of observers) keeper.keep(observer);
      expect(jest.getTimerCount()).toBe(1);
      jest.advanceTimersByTime(3_000);
      for (const { onSecond } of observers) expect(onSecond).toHaveBeenCalledTimes(3);
    });

    it('is told of each time that is taken, and whose it is', () => {
      const { keeper, notify } = busOf([slow(3)]);
      const told: TimedDelivery[] = [];
      keeper.keep({ onDuration: (delivery) => told.push(delivery) });
      notify();
      expect(told).toEqual([{ plugin: 'P', method: 'hear', kind: 'k', hook: 'on_a', milliseconds: 3, standsFor: 1 }]);
    });

    it('may be an object of a class that needs its `this`', () => {
      class Observer implements StatisticsObserver {
        readonly told: unknown[] = [];

        onSecond(): void {
          this.told.push('second');
        }

        onDuration({ milliseconds }: TimedDelivery): void {
          this.told.push(milliseconds);
        }
      }
      const { keeper, notify, log } = busOf([slow(3)]);
      const observer = new Observer();
      keeper.keep(observer);
      notify();
      jest.advanceTimersByTime(1_000);
      expect(observer.told).toEqual([3, 'second']);
      expect(log.lines).toEqual([]);
    });

    it.each<[string, () => unknown, string]>([
      [
        'throws',
        () => {
          throw new Error('boom');
        },
        'boom',
      ],
      [
        'throws null',
        () => {
          throw null;
        },
        'null',
      ],
      ['rejects', () => Promise.reject(new Error('boom')), 'boom'],
    ])('%s is logged, and reaches neither the publisher nor another one', async (_, fail, message) => {
      const subscriber = subscriberOf(() => 0);
      const { keeper, dispatcher, log } = busOf([subscriber]);
      const other = { onSecond: jest.fn(), onDuration: jest.fn() };
      keeper.keep({ onSecond: fail, onDuration: fail });
      keeper.keep(other);
      await expect(dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toEqual({ delivered: 1, failed: [] });
      await jest.advanceTimersByTimeAsync(1_000);
      expect(log.entries.map(({ level, line }) => [level, line])).toEqual([
        ['error', `observer=onDuration error=${message}`],
        ['error', `observer=onSecond error=${message}`],
      ]);
      expect(subscriber).toMatchObject({ delivered: 1, failed: 0 });
      expect(other.onSecond).toHaveBeenCalledTimes(1);
      expect(other.onDuration).toHaveBeenCalledTimes(1);
    });

    it('keeps throwing writes 10 lines in 10 seconds, and one that says how many more there were', () => {
      jest.spyOn(Math, 'random').mockReturnValue(0);
      const { keeper, notify, log } = busOf([subscriberOf(() => 0)]);
      const onDuration = (): never => {
        throw new Error('boom');
      };
      keeper.keep({ onDuration });
      for (let count = 0; count < 25; count++) notify();
      expect(log.lines).toEqual(Array.from({ length: 10 }, () => 'observer=onDuration error=boom'));
      jest.advanceTimersByTime(10_000);
      expect(log.lines.slice(10)).toEqual(['observer=keepStatistics suppressed=15']);
    });

    it('may publish in onDuration and onSecond', () => {
      const { keeper, notify, dispatcher } = busOf([subscriberOf(() => 0), subscriberOf(() => 0, 'Q', 'on_b')]);
      const publish = (): void => dispatcher.notify('k', 'on_b', {}, undefined);
      const hooks: string[] = [];
      keeper.keep({
        onSecond: publish,
        onDuration: ({ hook }) => {
          hooks.push(hook);
          if (hook === 'on_a') publish();
        },
      });
      notify();
      expect(hooks).toEqual(['on_a', 'on_b']);
      jest.advanceTimersByTime(1_000);
      expect(hooks).toEqual(['on_a', 'on_b', 'on_b']);
    });

    it('takes itself back while it is told keeps nobody else from being told', () => {
      const { keeper } = busOf([]);
      const told: string[] = [];
      const stop = keeper.keep({
        onSecond: () => {
          told.push('first');
          stop();
        },
      });
      keeper.keep({ onSecond: () => told.push('second') });
      jest.advanceTimersByTime(2_000);
      expect(told).toEqual(['first', 'second', 'second']);
    });
  });
});

describe('the timer of statistics', () => {
  it('belongs to no request, although one began it', async () => {
    const storage = new AsyncLocalStorage<string>();
    const { keeper } = busOf([]);
    const store = await new Promise((resolve) => {
      const stop = storage.run('request', () =>
        keeper.keep({
          onSecond: () => {
            stop();
            resolve(storage.getStore());
          },
        }),
      );
    });
    expect(store).toBeUndefined();
  });
});
