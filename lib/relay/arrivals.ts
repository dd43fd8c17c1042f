/** How many instances are remembered: each one that starts is another. */
const MAX_SOURCES = 1024;

/**
 * Knows by their numbers which events of each instance have come. Brokers hand over what one connection has sent in its order, so
 * that a number which is too high tells how many events were lost, and one which is not higher than the last has come before.
 */
export class Arrivals {
  /** How many events have not come though a later one has. */
  missed = 0;
  /** How many events have come again. */
  repeated = 0;
  private readonly lastOf = new Map<string, number>();

  /** Takes down an event. Returns `false` when it, or a later one, has come before. */
  take(source: string, sequence: number): boolean {
    const last = this.lastOf.get(source);
    if (last === undefined) return this.takeFirst(source, sequence);
    if (sequence <= last) {
      this.repeated++;
      return false;
    }
    this.missed += sequence - last - 1;
    this.lastOf.set(source, sequence);
    return true;
  }

  private takeFirst(source: string, sequence: number): boolean {
    if (this.lastOf.size >= MAX_SOURCES) this.forgetOldest();
    this.lastOf.set(source, sequence);
    return true;
  }

  /** The one that was heard of first: most likely it has been replaced long ago. */
  private forgetOldest(): void {
    for (const source of this.lastOf.keys()) {
      this.lastOf.delete(source);
      return;
    }
  }
}
