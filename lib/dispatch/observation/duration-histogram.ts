import { durationClass, Durations, noDurations, type DurationCounts } from './durations.js';

/** Counts how long deliveries take. Most subscribers of a large application are seldom told: the room is made for the first. */
export class DurationHistogram {
  private total: DurationCounts | undefined;
  private current: DurationCounts | undefined;
  private previous: DurationCounts | undefined;
  private sum = 0;
  private samples = { previous: 0, current: 0 };

  /** Counts a duration, in milliseconds, as often as there are deliveries that it stands for. */
  add(milliseconds: number, standsFor: number): void {
    const index = durationClass(milliseconds);
    this.total ??= noDurations();
    this.current ??= noDurations();
    this.total[index] = (this.total[index] as number) + standsFor;
    this.current[index] = (this.current[index] as number) + standsFor;
    this.sum += milliseconds * standsFor;
    this.samples.current++;
  }

  /** What was recent is recent until this is called once more. */
  rotate(): void {
    this.previous = this.current;
    this.samples = { previous: this.samples.current, current: 0 };
    this.current = undefined;
  }

  /** What was counted so far. */
  snapshot(): Durations {
    if (this.total === undefined) return Durations.NONE;
    const { previous, current } = this.samples;
    return new Durations(this.recent(), this.total.slice(), this.sum, previous + current);
  }

  private recent(): DurationCounts {
    const { previous, current } = this;
    if (previous === undefined || current === undefined) {
      return (current ?? previous)?.slice() ?? noDurations();
    }
    return current.map((count, index) => count + (previous[index] as number));
  }
}
