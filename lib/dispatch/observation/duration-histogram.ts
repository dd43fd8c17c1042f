import { DURATION_CLASSES, Durations, durationClass } from './durations.js';

/** Counts how long deliveries take. Most subscribers of a large application are seldom told: the room is made for the first. */
export class DurationHistogram {
  private total: Uint32Array | undefined;
  private current: Uint32Array | undefined;
  private previous: Uint32Array | undefined;
  private sum = 0;

  /** Counts one, in milliseconds. */
  add(milliseconds: number): void {
    const index = durationClass(milliseconds);
    this.total ??= new Uint32Array(DURATION_CLASSES);
    this.current ??= new Uint32Array(DURATION_CLASSES);
    this.total[index] = (this.total[index] as number) + 1;
    this.current[index] = (this.current[index] as number) + 1;
    this.sum += milliseconds;
  }

  /** What was recent is recent until this is called once more. */
  rotate(): void {
    this.previous = this.current;
    this.current = undefined;
  }

  /** What was counted so far. */
  snapshot(): Durations {
    if (this.total === undefined) return Durations.NONE;
    return new Durations(this.recent(), this.total.slice(), this.sum);
  }

  private recent(): Uint32Array {
    const { previous, current } = this;
    if (previous === undefined || current === undefined) {
      return (current ?? previous)?.slice() ?? new Uint32Array(DURATION_CLASSES);
    }
    return current.map((count, index) => count + (previous[index] as number));
  }
}
