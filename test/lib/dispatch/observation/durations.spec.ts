import fc from 'fast-check';
import { DurationHistogram } from '../../../../lib/dispatch/observation/duration-histogram.js';
import {
  DURATION_BOUNDS,
  DURATION_CLASSES,
  Durations,
  durationClass,
} from '../../../../lib/dispatch/observation/durations.js';

/** The bound that a duration is counted under, found by looking at one after the other. */
function boundOf(milliseconds: number): number {
  return DURATION_BOUNDS.find((bound) => milliseconds <= bound) ?? Infinity;
}

function histogramOf(samples: readonly number[]): DurationHistogram {
  const histogram = new DurationHistogram();
  for (const sample of samples) histogram.add(sample, 1);
  return histogram;
}

const durationsOf = (samples: readonly number[]): Durations => histogramOf(samples).snapshot();

/** From nothing to some minutes; bounds themselves and their neighbours are more likely than chance would have them. */
const anyDuration = fc.oneof(
  fc.double({ min: -5, max: 6, noNaN: true }).map((exponent) => 10 ** exponent),
  fc.constantFrom(...DURATION_BOUNDS),
  fc.constantFrom(...DURATION_BOUNDS).map((bound) => bound * (1 + Number.EPSILON)),
  fc.constantFrom(0, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER),
);
const parameters = { seed: 20261125, numRuns: 500 };

describe('the classes of durations', () => {
  it('are bounded by the preferred numbers R10, from 1 µs to 100 s', () => {
    expect(DURATION_BOUNDS).toHaveLength(81);
    expect(DURATION_BOUNDS.slice(0, 11)).toEqual([
      0.001, 0.00125, 0.0016, 0.002, 0.0025, 0.00315, 0.004, 0.005, 0.0063, 0.008, 0.01,
    ]);
    expect(DURATION_BOUNDS.slice(30, 41)).toEqual([1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8, 10]);
    expect(DURATION_BOUNDS.slice(-11)).toEqual([
      10_000, 12_500, 16_000, 20_000, 25_000, 31_500, 40_000, 50_000, 63_000, 80_000, 100_000,
    ]);
    expect(DURATION_CLASSES).toBe(82);
  });

  it('are no wider than 28 %', () => {
    const widths = DURATION_BOUNDS.slice(1).map((bound, index) => bound / (DURATION_BOUNDS[index] ?? 0));
    expect(Math.max(...widths)).toBeLessThanOrEqual(1.2801);
    expect(Math.min(...widths)).toBeGreaterThan(1.24);
  });

  it('hold a duration up to the first bound that is not below it', () => {
    fc.assert(
      fc.property(anyDuration, (milliseconds) => {
        expect(DURATION_BOUNDS[durationClass(milliseconds)] ?? Infinity).toBe(boundOf(milliseconds));
      }),
      parameters,
    );
  });

  it.each([
    ['nothing', 0, 0.001],
    ['less than 1 µs', 0.000_4, 0.001],
    ['1 µs', 0.001, 0.001],
    ['a bit more than 1 µs', 0.001_01, 0.00125],
    ['100 s', 100_000, 100_000],
    ['more than 100 s', 100_000.1, Infinity],
    ['for ever', Infinity, Infinity],
  ])('take in %s', (_, milliseconds, bound) => {
    expect(durationsOf([milliseconds]).quantile(1)).toBe(bound);
  });
});

describe('durations', () => {
  it('of nothing have no quantile', () => {
    for (const none of [Durations.NONE, durationsOf([]), Durations.merge([]), Durations.merge([durationsOf([])])]) {
      expect([none.count, none.recentCount, none.sum]).toEqual([0, 0, 0]);
      expect([none.quantile(0), none.quantile(0.5), none.quantile(1)]).toEqual([undefined, undefined, undefined]);
      expect(none.countUpTo(Infinity)).toBe(0);
    }
  });

  it('have the quantiles that sorting all of them gives, each up to the bound of its class', () => {
    fc.assert(
      fc.property(
        fc.array(anyDuration, { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (samples, share) => {
          const sorted = samples.toSorted((a, b) => a - b);
          const one = sorted[Math.max(1, Math.ceil(share * samples.length)) - 1] ?? NaN;
          const quantile = durationsOf(samples).quantile(share) ?? NaN;
          expect(quantile).toBe(boundOf(one));
          if (one >= 0.001 && one <= 100_000) expect(quantile / one).toBeLessThan(1.2801);
        },
      ),
      parameters,
    );
  });

  it('count, sum up and count up to a bound as looking at each of them does', () => {
    fc.assert(
      fc.property(fc.array(anyDuration, { maxLength: 60 }), anyDuration, (samples, upTo) => {
        const durations = durationsOf(samples);
        expect(durations.count).toBe(samples.length);
        expect(durations.recentCount).toBe(samples.length);
        expect(durations.sum).toBe(samples.reduce((sum, sample) => sum + sample, 0));
        expect(durations.countUpTo(upTo)).toBe(samples.filter((sample) => sample <= boundOf(upTo)).length);
      }),
      parameters,
    );
  });

  it('that are merged are those of all samples together, recent ones recent', () => {
    const anySamples = fc.array(anyDuration, { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(anySamples, anySamples), { maxLength: 6 }), anyDuration, (parts, upTo) => {
        const merged = Durations.merge(
          parts.map(([old, recent]) => {
            const histogram = histogramOf(old);
            histogram.rotate();
            histogram.rotate();
            for (const sample of recent) histogram.add(sample, 1);
            return histogram.snapshot();
          }),
        );
        const all = parts.flat(2);
        const recent = durationsOf(parts.flatMap((part) => part[1]));
        expect([merged.count, merged.recentCount]).toEqual([all.length, recent.count]);
        expect(merged.sum).toBeCloseTo(
          parts.reduce((sum, part) => sum + part.flat().reduce((a, b) => a + b, 0), 0),
          3,
        );
        expect(merged.countUpTo(upTo)).toBe(durationsOf(all).countUpTo(upTo));
        for (const share of [0, 0.5, 0.9, 0.99, 1]) expect(merged.quantile(share)).toBe(recent.quantile(share));
      }),
      parameters,
    );
  });

  it('that are merged leave those that they were merged of as they are', () => {
    const one = durationsOf([1]);
    const other = durationsOf([2]);
    Durations.merge([one, other]);
    Durations.merge([one]);
    expect([one.count, one.sum, other.count, other.sum]).toEqual([1, 1, 1, 2]);
  });
});

describe('a histogram of durations', () => {
  it('knows as recent what came since it was rotated last, and before that once', () => {
    const histogram = histogramOf([1, 1]);
    histogram.rotate();
    expect(histogram.snapshot()).toMatchObject({ count: 2, recentCount: 2 });
    histogram.add(10, 1);
    expect(histogram.snapshot()).toMatchObject({ count: 3, recentCount: 3 });
    expect(histogram.snapshot().quantile(0.5)).toBe(1);

    histogram.rotate();
    expect(histogram.snapshot()).toMatchObject({ count: 3, recentCount: 1 });
    expect(histogram.snapshot().quantile(0.5)).toBe(10);

    histogram.rotate();
    expect(histogram.snapshot()).toMatchObject({ count: 3, recentCount: 0, sum: 12 });
    expect(histogram.snapshot().quantile(0.5)).toBeUndefined();
    expect(histogram.snapshot().countUpTo(1)).toBe(2);
  });

  it('gives snapshots that share nothing with it', () => {
    const histogram = histogramOf([1]);
    const before = histogram.snapshot();
    histogram.add(0.1, 1);
    expect([before.quantile(1), before.countUpTo(0.1)]).toEqual([1, 0]);
  });

  it('gives snapshots that stay as they are', () => {
    const histogram = histogramOf([1]);
    const before = histogram.snapshot();
    histogram.rotate();
    const aged = histogram.snapshot();
    histogram.add(10, 1);
    const both = histogram.snapshot();
    histogram.add(10, 1);
    histogram.rotate();
    for (const [snapshot, count, longest] of [
      [before, 1, 1],
      [aged, 1, 1],
      [both, 2, 10],
    ] as const) {
      expect([snapshot.count, snapshot.recentCount, snapshot.countUpTo(Infinity)]).toEqual([count, count, count]);
      expect([snapshot.quantile(0), snapshot.quantile(1)]).toEqual([1, longest]);
    }
  });
});
