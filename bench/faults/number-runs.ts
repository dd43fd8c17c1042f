/** Numbers that follow each other without a gap: the first and the last of them. */
export type Run = readonly [first: number, last: number];

/** The numbers from 0 to `end` for which something holds, as few runs in order. */
export function runsOf(end: number, holds: (number: number) => boolean): Run[] {
  const runs: Run[] = [];
  let first: number | undefined;
  for (let number = 0; number <= end; number++) {
    const isIn = number < end && holds(number);
    if (isIn) first ??= number;
    else if (first !== undefined) {
      runs.push([first, number - 1]);
      first = undefined;
    }
  }
  return runs;
}

/** How many numbers of the runs are at least `from` and less than `to`. */
export function countWithin(runs: readonly Run[], from: number, to: number): number {
  return runs.reduce((sum, [first, last]) => sum + Math.max(0, Math.min(last, to - 1) - Math.max(first, from) + 1), 0);
}
