import { jest } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { CoarseTimer, TICK } from '../../../lib/dispatch/coarse-timer.js';

describe('a coarse timer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ticks while somebody waits, and leaves no timer behind once nobody does', () => {
    const ticks: number[] = [];
    const timer = new CoarseTimer((now) => ticks.push(now) < 3);
    expect(jest.getTimerCount()).toBe(0);
    timer.run();
    jest.advanceTimersByTime(10 * TICK);
    expect(ticks).toEqual([TICK, 2 * TICK, 3 * TICK]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is one timer, however many wait', () => {
    const timer = new CoarseTimer(() => true);
    for (let count = 0; count < 100; count++) timer.run();
    expect(jest.getTimerCount()).toBe(1);
  });

  it('runs again after it has stopped, and has not gone on meanwhile', () => {
    const ticks: number[] = [];
    const timer = new CoarseTimer((now) => ticks.push(now) > 99);
    timer.run();
    jest.advanceTimersByTime(10 * TICK);
    timer.run();
    jest.advanceTimersByTime(TICK);
    expect(ticks).toEqual([TICK, 2 * TICK]);
  });

  it.each([1, TICK - 1, TICK, TICK + 1, 30_000])(
    'says that %d ms have passed neither too early nor more than three ticks late',
    (milliseconds) => {
      let now = 0;
      const timer = new CoarseTimer((tick) => (now = tick) > 0);
      timer.run();
      // Just before a tick: that one must not count for a whole.
      jest.advanceTimersByTime(TICK - 1);
      const due = timer.after(milliseconds);
      jest.advanceTimersByTime(milliseconds - 1);
      expect(now).toBeLessThan(due);
      jest.advanceTimersByTime(3 * TICK);
      expect(now).toBeGreaterThanOrEqual(due);
    },
  );

  it('keeps up with a busy event loop, whose ticks come late', () => {
    expect(timeAfterTicksOf(1.6 * TICK, 1.2 * TICK)).toBe(2.8 * TICK);
  });

  it('counts two ticks at the most for time in which the event loop was blocked', () => {
    expect(timeAfterTicksOf(60_000)).toBe(2 * TICK);
  });

  it('counts a tick for each, although the other clock stands still, as in a test it may', () => {
    expect(timeAfterTicksOf(0, 0)).toBe(2 * TICK);
  });

  /** What the clock shows after ticks that came so many milliseconds after one another. */
  function timeAfterTicksOf(...gaps: readonly number[]): number {
    let shown = 0;
    let time = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => time);
    const timer = new CoarseTimer((now) => (shown = now) > 0);
    timer.run();
    for (const gap of gaps) {
      time += gap;
      jest.advanceTimersByTime(TICK);
    }
    clock.mockRestore();
    return shown;
  }
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
