/** How many instances are remembered: each one that starts is another. */
const MAX_SOURCES = 1024;
/** How many events of one instance may still come after later ones. */
const MAX_LATE = 4096;
/** A number so far ahead of the last one is not believed: whoever is taken for that instance would silence it. */
const MAX_JUMP = 1_000_000_000;

/** What has come from one instance. */
interface Source {
  /** The highest number. */
  last: number;
  /** Those below it that have not come, the last ones of them. */
  readonly missing: Set<number>;
}

/**
 * Knows by their numbers which events of each instance have come: which are missing although later ones have come, and which come
 * again. Brokers mostly keep the order in which one connection has sent; those that come late are taken all the same.
 */
export class Arrivals {
  /** How many events have not come though a later one has. */
  missed = 0;
  /** How many events have come again. */
  repeated = 0;
  private readonly sources = new Map<string, Source>();

  /** Whether an event has come before; it is counted then. Its number is not taken down. */
  isRepeated(name: string, sequence: number): boolean {
    const source = this.sources.get(name);
    if (source === undefined || sequence > source.last || source.missing.has(sequence)) return false;
    this.repeated++;
    return true;
  }

  /** Whether a number is close to the last one, so that it is taken down whatever became of the event. */
  isNear(name: string, sequence: number): boolean {
    const last = this.sources.get(name)?.last;
    return last !== undefined && sequence <= last + MAX_LATE;
  }

  /** Takes down an event. Returns `false` when it has come before, or so long after later ones that nobody knows. */
  take(name: string, sequence: number): boolean {
    const source = this.sources.get(name);
    if (source === undefined) {
      if (this.sources.size >= MAX_SOURCES) this.forgetOldest();
      this.sources.set(name, { last: sequence, missing: new Set() });
      return true;
    }
    if (sequence > source.last + MAX_JUMP) return true;
    if (sequence > source.last) {
      if (sequence > source.last + 1) this.miss(source, sequence);
      source.last = sequence;
      return true;
    }
    if (source.missing.delete(sequence)) {
      this.missed--;
      return true;
    }
    this.repeated++;
    return false;
  }

  private miss({ last, missing }: Source, until: number): void {
    this.missed += until - last - 1;
    for (let sequence = Math.max(last + 1, until - MAX_LATE); sequence < until; sequence++) missing.add(sequence);
    for (const oldest of missing) {
      if (missing.size <= MAX_LATE) break;
      missing.delete(oldest);
    }
  }

  /** The one that was heard of first: most likely it has been replaced long ago. */
  private forgetOldest(): void {
    for (const name of this.sources.keys()) {
      this.sources.delete(name);
      return;
    }
  }
}
