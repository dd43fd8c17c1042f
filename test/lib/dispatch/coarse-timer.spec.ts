import { jest } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { CoarseTimer, TICK } from '../../../lib/dispatch/coarse-timer.js';

describe('a coarse timer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('counts ticks while somebody waits, and leaves no timer behind once nobody does', () => {
    const ticks: number[] = [];
    const timer = new CoarseTimer((now) => ticks.push(now) < 3);
    expect(jest.getTimerCount()).toBe(0);
    timer.run();
    jest.advanceTimersByTime(10 * TICK);
    expect(ticks).toEqual([1, 2, 3]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is one timer, however many wait', () => {
    const timer = new CoarseTimer(() => true);
    for (let count = 0; count < 100; count++) timer.run();
    expect(jest.getTimerCount()).toBe(1);
  });

  it('runs again after it has stopped', () => {
    const ticks: number[] = [];
    const timer = new CoarseTimer((now) => ticks.push(now) > 99);
    timer.run();
    jest.advanceTimersByTime(TICK);
    timer.run();
    jest.advanceTimersByTime(TICK);
    expect(ticks).toEqual([1, 2]);
  });

  it.each([1, TICK - 1, TICK, TICK + 1, 30_000])('never says too early that %d ms have passed', (milliseconds) => {
    let now = 0;
    const timer = new CoarseTimer((tick) => (now = tick) > 0);
    timer.run();
    // Just before a tick: that one must not count for a whole.
    jest.advanceTimersByTime(TICK - 1);
    const due = timer.after(milliseconds);
    jest.advanceTimersByTime(milliseconds - 1);
    expect(now).toBeLessThan(due);
    jest.advanceTimersByTime(2 * TICK);
    expect(now).toBeGreaterThanOrEqual(due);
  });
});

describe('a coarse timer of the process', () => {
  it('does not belong to the request in which it was started', async () => {
    const requests = new AsyncLocalStorage<string>();
    const seen = await new Promise((resolve) => {
      const timer = new CoarseTimer(() => {
        resolve(requests.getStore());
        return false;
      });
      requests.run('first', () => timer.run());
    });
    expect(seen).toBeUndefined();
  });

  it('keeps no process alive', () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    new CoarseTimer(() => false).run();
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before);
  });
});
