/**
 * Which pairs of shapes are unchanged, where shapes may hold themselves: a pair that is met again while it is being
 * compared is taken for unchanged there. What was found out with the help of such an assumption holds only as long as the
 * assumption does, and is forgotten when the pair that it was about turns out to be changed.
 */
export class KnownPairs {
  private readonly unchanged = new Set<string>();
  /** Pairs that are unchanged if those in progress are, in the order in which they were found, with how many of those: from the outermost on. */
  private readonly assumed = new Map<string, number>();
  private readonly inProgress = new Map<string, number>();
  /** The outermost pair in progress that was taken for unchanged, as far as the comparison has come. */
  private outermost = Infinity;

  /** Whether a pair is unchanged, or may be taken for it right now. */
  has(pair: string): boolean {
    if (this.unchanged.has(pair)) return true;
    const assumption = this.inProgress.get(pair) ?? this.assumed.get(pair);
    if (assumption === undefined) return false;
    this.outermost = Math.min(this.outermost, assumption);
    return true;
  }

  /** Compares a pair, and remembers it when nothing changed. */
  compare<T>(pair: string, changesOf: () => T[]): T[] {
    const [depth, outermostBefore, assumedBefore] = [this.inProgress.size, this.outermost, this.assumed.size];
    this.outermost = Infinity;
    this.inProgress.set(pair, depth);
    const changes = changesOf();
    this.inProgress.delete(pair);
    const since = [...this.assumed.keys()].slice(assumedBefore);
    if (changes.length > 0) {
      for (const one of since) this.assumed.delete(one);
    } else if (this.outermost >= depth) {
      for (const one of [...since, pair]) {
        this.assumed.delete(one);
        this.unchanged.add(one);
      }
    } else {
      for (const one of [...since, pair]) this.assumed.set(one, this.outermost);
    }
    // What is further in than this pair is of no matter to those around it.
    this.outermost = Math.min(outermostBefore, this.outermost >= depth ? Infinity : this.outermost);
    return changes;
  }
}
