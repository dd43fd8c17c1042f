/** What belongs together, and what has no partner. */
export interface Pairs<T> {
  readonly paired: readonly (readonly [T, T])[];
  readonly gone: readonly T[];
  readonly added: readonly T[];
}

/** Pairs old and new ones, those that are most alike first. @param likeness how much alike two of them are */
export function pairByLikeness<T>(
  old: readonly T[],
  next: readonly T[],
  likeness: (one: T, other: T) => number,
): Pairs<T> {
  const paired: (readonly [T, T])[] = [];
  const candidates = old.flatMap((one) => next.map((other) => ({ one, other, likeness: likeness(one, other) })));
  const [freeOld, freeNew] = [new Set(old), new Set(next)];
  for (const { one, other } of candidates.toSorted((a, b) => b.likeness - a.likeness)) {
    if (!freeOld.has(one) || !freeNew.has(other)) continue;
    paired.push([one, other]);
    freeOld.delete(one);
    freeNew.delete(other);
  }
  return { paired, gone: [...freeOld], added: [...freeNew] };
}
