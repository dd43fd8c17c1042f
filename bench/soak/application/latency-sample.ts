import { percentile } from '../scorecard/percentile.js';

/** How long something took, in microseconds. */
export interface Latencies {
  readonly p50: number;
  readonly p99: number;
  /** How many measurements there were. */
  readonly measured: number;
}

const CAPACITY = 100_000;

/** Keeps a fair sample of however many measurements, in a fixed amount of memory outside of the heap. */
export class LatencySample {
  private readonly kept = new Float64Array(CAPACITY);
  private measured = 0;

  /** Takes a measurement, in milliseconds. */
  add(milliseconds: number): void {
    // Vitter's algorithm R: each measurement has the same chance to be among those kept.
    const place = this.measured < CAPACITY ? this.measured : Math.floor(Math.random() * (this.measured + 1));
    if (place < CAPACITY) this.kept[place] = milliseconds;
    this.measured++;
  }

  /** What the measurements so far come to. */
  summary(): Latencies {
    const sorted = this.kept.slice(0, Math.min(this.measured, CAPACITY)).sort();
    return { p50: percentile(sorted, 0.5) * 1_000, p99: percentile(sorted, 0.99) * 1_000, measured: this.measured };
  }
}
