import { jest } from '@jest/globals';
import { Injectable, Module, Scope } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { Durations, OnHook, type DeliveryStatistics, type TimedDelivery } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

@Injectable()
class Exporter {
  @OnHook('k', 'on_a')
  exportA(): void {
    jest.advanceTimersByTime(4);
  }

  @OnHook('k', 'on_b')
  exportB(): void {
    throw new Error('connect ECONNREFUSED\n127.0.0.1:9091');
  }
}

@Injectable({ scope: Scope.REQUEST })
class Scoped {
  @OnHook('k', 'on_a')
  hear(): void {}
}

describe('the statistics of an application', () => {
  let current: TestApp;
  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'], now: 0 });
    current = await startApp({ hookspecs }, { providers: [Exporter, Scoped] });
  });
  afterEach(async () => {
    await current.app.close();
    jest.useRealTimers();
  });

  const publish = (hook = 'on_a'): void => current.notify.notify('k', hook, {});
  const statisticsOf = (hook = 'on_a', index = 0): DeliveryStatistics | undefined =>
    current.registry.subscribersOf('k', hook)[index]?.statistics;

  it('are undefined as long as nobody has them kept, and again when nobody does any more', async () => {
    const all = (): unknown[] =>
      current.registry.plugins().flatMap(({ subscribers }) => subscribers.map(({ statistics }) => statistics));
    await current.notify.dispatch('k', 'on_a', {});
    expect(all()).toEqual([undefined, undefined, undefined]);
    const timers = jest.getTimerCount();
    const stop = current.registry.keepStatistics();
    const stopOther = current.registry.keepStatistics({});
    expect(all()).not.toContain(undefined);
    stop();
    expect(all()).not.toContain(undefined);
    stopOther();
    expect(all()).toEqual([undefined, undefined, undefined]);
    expect(jest.getTimerCount()).toBe(timers);
  });

  it('tell how long deliveries take, and when one last ended well', () => {
    current.registry.keepStatistics();
    jest.setSystemTime(10_000);
    publish();
    const statistics = statisticsOf();
    expect(statistics).toMatchObject({ lastError: undefined, lastSuccess: new Date(10_004) });
    expect(statistics?.durations).toBeInstanceOf(Durations);
    expect(statistics?.durations).toMatchObject({ count: 1, recentCount: 1, sum: 4 });
    expect([statistics?.durations.quantile(0.5), statistics?.durations.countUpTo(5)]).toEqual([4, 1]);
  });

  it('tell how the last failure read, in one line', () => {
    current.registry.keepStatistics();
    jest.setSystemTime(10_000);
    publish('on_b');
    expect(statisticsOf('on_b')).toMatchObject({
      lastError: { message: 'connect ECONNREFUSED\\n127.0.0.1:9091', at: new Date(10_000) },
      lastSuccess: undefined,
    });
  });

  it('hold what making a request-scoped plugin takes, too', async () => {
    const told: TimedDelivery[] = [];
    current.registry.keepStatistics({ onDuration: (delivery) => told.push(delivery) });
    await current.notify.dispatch('k', 'on_a', {});
    expect(statisticsOf('on_a', 1)?.durations.count).toBe(1);
    expect(told).toMatchObject([
      { plugin: 'Exporter', method: 'exportA', milliseconds: 4 },
      { plugin: 'Scoped', method: 'hear' },
    ]);
  });

  it('that were taken stay as they are', () => {
    current.registry.keepStatistics();
    publish();
    publish('on_b');
    const before = [statisticsOf(), statisticsOf('on_b')];
    const figures = (): unknown[] =>
      before.map((each) => [each?.lastError?.at.getTime(), each?.lastSuccess?.getTime(), each?.durations.count]);
    const then = figures();
    jest.advanceTimersByTime(400_000);
    publish();
    publish('on_b');
    expect(figures()).toEqual(then);
    expect(statisticsOf()?.durations.count).toBe(2);
  });

  it('are kept of a plugin of a lazily loaded module from its first event on', async () => {
    @Injectable()
    class Lazy {
      @OnHook('k', 'on_a')
      hear(): void {}
    }
    @Module({ providers: [Lazy] })
    class LazyModule {}
    const seldom = jest.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    current.registry.keepStatistics();
    for (let count = 0; count < 10; count++) publish();
    await current.app.get(LazyModuleLoader).load(() => LazyModule);
    current.registry.refresh();
    publish();
    seldom.mockRestore();
    const lazy = current.registry.subscribersOf('k', 'on_a').find(({ plugin }) => plugin === 'Lazy');
    expect(lazy).toMatchObject({ delivered: 1, statistics: { durations: { count: 1 } } });
  });

  it('have an observer whose mistakes are logged as those of the plugin system, and reach no publisher', async () => {
    const fail = (): never => {
      throw new Error('no room');
    };
    current.registry.keepStatistics({ onDuration: fail, onSecond: fail });
    await expect(current.notify.dispatch('k', 'on_b', {})).resolves.toMatchObject({
      delivered: 0,
      failed: [{ plugin: 'Exporter' }],
    });
    jest.advanceTimersByTime(1_000);
    expect(current.log.lines('error').slice(1)).toEqual([
      'observer=onDuration error="no room"',
      'observer=onSecond error="no room"',
    ]);
  });
});
