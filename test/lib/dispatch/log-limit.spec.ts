import { jest } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import { LogLimit } from '../../../lib/dispatch/log-limit.js';

describe('a log limit', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lets 10 lines through in 10 seconds and no more', () => {
    const limit = new LogLimit(() => undefined);
    expect(admitted(limit, 25)).toBe(10);
    jest.advanceTimersByTime(9_999);
    expect(admitted(limit, 5)).toBe(0);
  });

  it('lets 10 more through once 10 seconds have passed', () => {
    const limit = new LogLimit(() => undefined);
    admitted(limit, 10);
    jest.advanceTimersByTime(10_000);
    expect(admitted(limit, 25)).toBe(10);
  });

  it('lets 10 through in any 10 seconds, wherever they begin', () => {
    const limit = new LogLimit(() => undefined);
    const times: number[] = [];
    for (let now = 0; now < 60_000; now += 250) {
      if (limit.admit()) times.push(now);
      jest.advanceTimersByTime(250);
    }
    for (const start of times) {
      expect(times.filter((time) => time >= start && time < start + 10_000).length).toBeLessThanOrEqual(10);
    }
    expect(times).toHaveLength(60);
  });

  it('reports what was suppressed when the process exits before that is due, and is then forgotten', () => {
    const reports: number[] = [];
    const limit = new LogLimit((suppressed) => reports.push(suppressed));
    admitted(limit, 13);
    // Jest gives each test file a process object of its own, so that this ends nothing.
    process.emit('exit', 0);
    expect(reports).toEqual([3]);
    expect(process.listenerCount('exit')).toBe(0);
    admitted(limit, 1);
    jest.advanceTimersByTime(10_000);
    expect(reports).toEqual([3, 1]);
    expect(process.listenerCount('exit')).toBe(0);
  });

  it('reports in the name of no request, since the lines may be those of many', () => {
    const requests = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const limit = new LogLimit(() => undefined);
    // A real timer runs in the context in which it is started; Jest's do not.
    const start = jest.spyOn(globalThis, 'setTimeout').mockImplementation(() => {
      seen.push(requests.getStore());
      return setInterval(() => undefined);
    });
    requests.run('the one that was too many', () => admitted(limit, 11));
    start.mockRestore();
    expect(seen).toEqual([undefined]);
  });

  it('takes up again as each of the 10 gets old, not all at once', () => {
    const limit = new LogLimit(() => undefined);
    admitted(limit, 5);
    jest.advanceTimersByTime(6_000);
    admitted(limit, 5);
    jest.advanceTimersByTime(4_000);
    expect(admitted(limit, 10)).toBe(5);
    jest.advanceTimersByTime(6_000);
    expect(admitted(limit, 10)).toBe(5);
  });

  it('reports once how many it held back, even when nothing happens any more', () => {
    const reports: number[] = [];
    const limit = new LogLimit((suppressed) => reports.push(suppressed));
    admitted(limit, 17);
    expect(reports).toEqual([]);
    jest.advanceTimersByTime(60_000);
    expect(reports).toEqual([7]);
  });

  it('reports at most once in 10 seconds during a flood', () => {
    const reports: number[] = [];
    const limit = new LogLimit((suppressed) => reports.push(suppressed));
    let written = 0;
    for (let second = 0; second < 60; second++) {
      written += admitted(limit, 100);
      jest.advanceTimersByTime(1_000);
    }
    expect(reports.length).toBeLessThanOrEqual(6);
    limit.flush();
    expect(written + reports.reduce((sum, suppressed) => sum + suppressed, 0)).toBe(6_000);
  });

  it('begins a new count after each report', () => {
    const reports: number[] = [];
    const limit = new LogLimit((suppressed) => reports.push(suppressed));
    admitted(limit, 12);
    jest.advanceTimersByTime(20_000);
    admitted(limit, 13);
    jest.advanceTimersByTime(20_000);
    expect(reports).toEqual([2, 3]);
  });

  it('reports at once when it is flushed, and not again', () => {
    const reports: number[] = [];
    const limit = new LogLimit((suppressed) => reports.push(suppressed));
    admitted(limit, 14);
    limit.flush();
    limit.flush();
    jest.advanceTimersByTime(60_000);
    expect(reports).toEqual([4]);
  });

  it('reports nothing when it held nothing back', () => {
    const reports: number[] = [];
    const limit = new LogLimit((suppressed) => reports.push(suppressed));
    admitted(limit, 10);
    limit.flush();
    jest.advanceTimersByTime(60_000);
    expect(reports).toEqual([]);
  });
});

describe('the timer of a log limit', () => {
  it('does not keep a process alive that has nothing else to do', () => {
    const before = activeTimers();
    const limit = new LogLimit(() => undefined);
    admitted(limit, 11);
    // Node lists only what keeps the process alive.
    expect(activeTimers()).toBe(before);
    limit.flush();
  });
});

function admitted(limit: LogLimit, times: number): number {
  return Array.from({ length: times }, () => limit.admit()).filter(Boolean).length;
}

function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}
