import fc from 'fast-check';
import { PluginHistory } from '../../../lib/admin/plugin-history.js';
import type { PluginEntry } from 'nestjs-plugin-system/admin';

const STEP = 5000;
const STEPS = 60;
/** A time at which a step begins. */
const BEGIN = 1_800_000_000_000;

/** A plugin that has been told of so much. */
function counts(name: string, deliveries: number, failures = 0): PluginEntry {
  return { name, deliveries, failures } as PluginEntry;
}

function sum(numbers: readonly number[] = []): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The steps that are not empty, as distances from the newest. */
function filled(numbers: readonly number[] = []): [number, number][] {
  return numbers.flatMap((count, at): [number, number][] => (count === 0 ? [] : [[numbers.length - 1 - at, count]]));
}

describe('the history of plugins', () => {
  let history: PluginHistory;
  beforeEach(() => {
    history = new PluginHistory(BEGIN + 1);
  });
  const stepsOf = (name: string) => history.snapshot().plugins[name];

  it('is of 60 steps of 5 s, and ends where the step of now ends', () => {
    history.record([counts('a', 1)], BEGIN + 1);
    expect(history.snapshot()).toMatchObject({ step: STEP, end: BEGIN + STEP });
    expect(stepsOf('a')?.deliveries).toHaveLength(STEPS);
    expect(stepsOf('a')?.failures).toHaveLength(STEPS);
  });

  it('leaves out a plugin that was told of nothing', () => {
    history.record([counts('a', 0), counts('b', 1)], BEGIN);
    expect(Object.keys(history.snapshot().plugins)).toEqual(['b']);
  });

  it('counts in the newest step what has come since the last time', () => {
    history.record([counts('a', 3, 1)], BEGIN);
    history.record([counts('a', 5, 1)], BEGIN + 4999);
    history.record([counts('a', 9, 4)], BEGIN + 5000);
    expect(filled(stepsOf('a')?.deliveries)).toEqual([
      [1, 5],
      [0, 4],
    ]);
    expect(filled(stepsOf('a')?.failures)).toEqual([
      [1, 1],
      [0, 3],
    ]);
    expect(history.snapshot().end).toBe(BEGIN + 2 * STEP);
  });

  it('has empty steps where nothing was recorded', () => {
    history.record([counts('a', 1)], BEGIN);
    history.record([counts('a', 2)], BEGIN + 10 * STEP);
    expect(filled(stepsOf('a')?.deliveries)).toEqual([
      [10, 1],
      [0, 1],
    ]);
  });

  it.each([STEPS, STEPS + 1, 1_000_000])('forgets what is older than five minutes: %d steps', (steps) => {
    history.record([counts('a', 1)], BEGIN);
    history.record([counts('a', 1)], BEGIN + steps * STEP);
    expect(history.snapshot()).toMatchObject({ plugins: {}, end: BEGIN + (steps + 1) * STEP });
  });

  it('still has what is just not older', () => {
    history.record([counts('a', 1)], BEGIN);
    history.record([counts('a', 1)], BEGIN + (STEPS - 1) * STEP);
    expect(filled(stepsOf('a')?.deliveries)).toEqual([[STEPS - 1, 1]]);
  });

  it('goes on with the time that it is when the clock is set back', () => {
    history.record([counts('a', 1)], BEGIN + STEP);
    history.record([counts('a', 2)], BEGIN - 100 * STEP);
    expect(filled(stepsOf('a')?.deliveries)).toEqual([[0, 2]]);
    expect(history.snapshot().end).toBe(BEGIN - 99 * STEP);
    history.record([counts('a', 5)], BEGIN - 99 * STEP);
    expect(filled(stepsOf('a')?.deliveries)).toEqual([
      [1, 2],
      [0, 3],
    ]);
  });

  it('is due when a step is over', () => {
    expect(history.isDue(BEGIN + STEP - 1)).toBe(false);
    expect(history.isDue(BEGIN + STEP)).toBe(true);
    history.record([], BEGIN + STEP);
    expect(history.isDue(BEGIN + STEP)).toBe(false);
  });

  it('shows the moment of the call and does not change afterwards', () => {
    history.record([counts('a', 1)], BEGIN);
    const before = history.snapshot();
    const copy = structuredClone(before);
    history.record([counts('a', 5)], BEGIN + STEP);
    history.record([counts('a', 6)], BEGIN + STEP);
    expect(before).toEqual(copy);
  });

  it('loses and invents nothing within five minutes, whenever it is recorded', () => {
    const moment = fc.record({ passes: fc.nat(2 * STEP), deliveries: fc.nat(50), share: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 29 }), (moments) => {
        const recorded = new PluginHistory(BEGIN);
        let [now, deliveries, failures] = [BEGIN, 0, 0];
        for (const { passes, deliveries: more, share } of moments) {
          now += passes;
          deliveries += more;
          failures += Math.floor((more * share) / 100);
          recorded.record([counts('a', deliveries, failures)], now);
        }
        const { end, plugins } = recorded.snapshot();
        expect([sum(plugins['a']?.deliveries), sum(plugins['a']?.failures)]).toEqual([deliveries, failures]);
        expect(end % STEP).toBe(0);
        if (moments.length > 0) expect(end - now).toBeGreaterThan(0);
        if (moments.length > 0) expect(end - now).toBeLessThanOrEqual(STEP);
        plugins['a']?.failures.forEach((count, at) => {
          expect(count).toBeLessThanOrEqual(plugins['a']?.deliveries[at] ?? 0);
        });
      }),
    );
  });
});
