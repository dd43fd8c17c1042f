/**
 * The smallest of some numbers that is not exceeded by a given share of them (the nearest-rank method); 0 of none.
 *
 * @param sorted the numbers in ascending order
 * @param share from 0 to 1
 */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? 0;
}
