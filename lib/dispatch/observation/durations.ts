/** The preferred numbers R10 of ISO 3: ten steps a decade, 1, 2.5 and 5 among them, which people like in a graph. */
const R10 = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8] as const;
/** From 1 µs to 100 s, in milliseconds; the first of them take in whatever is shorter. */
const DECADES = [1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4] as const;

/** The upper bounds of the classes that durations are counted in, in milliseconds. One more class has no upper bound. */
export const DURATION_BOUNDS: readonly number[] = [
  ...DECADES.flatMap((decade) => R10.map((step) => Number((decade * step).toPrecision(3)))),
  100_000,
];

/** How many classes there are. */
export const DURATION_CLASSES = DURATION_BOUNDS.length + 1;

/** How many deliveries there are of each class. A plain list: to copy a typed array takes V8 fifteen times as long (620 against 40 ns). */
export type DurationCounts = number[];

/** No samples of any class. */
export function noDurations(): DurationCounts {
  return DURATION_BOUNDS.map(() => 0).concat(0);
}

/** The class of a duration: the index of the first bound that is not below it. */
export function durationClass(milliseconds: number): number {
  let low = 0;
  let high = DURATION_BOUNDS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((DURATION_BOUNDS[middle] as number) < milliseconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How long deliveries took, as far as one can tell: the time of one event in 64 is taken, or of about one in a second where there
 * are fewer, and stands for all that were published since the one before. Counted in classes that are 25 % wide, from 1 µs to
 * 100 s.
 */
export class Durations {
  /** Of nothing. */
  static readonly NONE = new Durations(noDurations(), noDurations(), 0, 0);

  /** All of these together. */
  static merge(all: readonly Durations[]): Durations {
    const sampled = all.filter(({ count }) => count > 0);
    if (sampled.length === 0) return Durations.NONE;
    const recent = noDurations();
    const total = noDurations();
    let sum = 0;
    let samples = 0;
    for (const durations of sampled) {
      for (let index = 0; index < DURATION_CLASSES; index++) {
        recent[index] = (recent[index] as number) + (durations.recent[index] as number);
        total[index] = (total[index] as number) + (durations.total[index] as number);
      }
      sum += durations.sum;
      samples += durations.recentSamples;
    }
    return new Durations(recent, total, sum, samples);
  }

  /** How many deliveries it is of, since somebody began to have this kept. */
  readonly count: number;
  /** How many of them were in the last 5 to 10 minutes. */
  readonly recentCount: number;

  /**
   * @param recent the deliveries of the last 5 to 10 minutes, by class
   * @param total all deliveries, by class
   * @param sum of the durations of all, in milliseconds
   * @param recentSamples how many times were taken in the last 5 to 10 minutes
   */
  constructor(
    private readonly recent: Readonly<DurationCounts>,
    private readonly total: Readonly<DurationCounts>,
    readonly sum: number,
    readonly recentSamples: number,
  ) {
    this.count = sumOf(total, DURATION_CLASSES);
    this.recentCount = sumOf(recent, DURATION_CLASSES);
  }

  /**
   * The duration that a share of the recent deliveries did not exceed, in milliseconds; `undefined` when there are none. It
   * is the upper bound of its class, and so up to 28 % too high; `Infinity` beyond 100 s.
   *
   * @param share from 0 to 1: 0.99 for the 99th percentile
   */
  quantile(share: number): number | undefined {
    if (this.recentCount === 0) return undefined;
    let left = Math.max(1, Math.ceil(share * this.recentCount));
    const index = this.recent.findIndex((count) => (left -= count) <= 0);
    return DURATION_BOUNDS[index] ?? Infinity;
  }

  /**
   * How many of all took so long at the most.
   *
   * @param milliseconds taken up to the next bound of a class: 1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3 or 8 times a power of 10
   */
  countUpTo(milliseconds: number): number {
    return sumOf(this.total, durationClass(milliseconds) + 1);
  }
}

function sumOf(counts: Readonly<DurationCounts>, end: number): number {
  let sum = 0;
  for (let index = 0; index < end; index++) sum += counts[index] as number;
  return sum;
}
