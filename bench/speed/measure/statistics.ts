/** Where most of some numbers lie: half of them from `low` to `high`. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The median and the quartiles of some numbers, between two of them where none is in the middle.
 *
 * @throws RangeError when there are none
 */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/**
 * Combines what two contenders took, round by round, so that what slowed down a round slows down neither beside the other.
 *
 * @throws RangeError when they did not run in the same rounds
 */
export function roundByRound(
  left: readonly number[],
  right: readonly number[],
  combine: (left: number, right: number) => number,
): number[] {
  if (left.length !== right.length) throw new RangeError(`${left.length} rounds are compared with ${right.length}`);
  return left.map((value, round) => combine(value, right[round] ?? Number.NaN));
}

const DIGITS = 4;

/** A spread for people: more digits than that say nothing. */
export function rounded({ median, low, high }: Spread): Spread {
  return { median: toDigits(median), low: toDigits(low), high: toDigits(high) };
}

function toDigits(figure: number): number {
  return Number(figure.toPrecision(DIGITS));
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('nothing was measured');
  return below + (above - below) * (position - Math.floor(position));
}
