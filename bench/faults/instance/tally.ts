import type { Heard } from '../heard.js';
import { runsOf } from '../number-runs.js';

const FIRST_SIZE = 1024;
const MANY = 255;

/** How often each number came, a byte for each. */
export class Tally {
  /** One more than the highest number that came. */
  end = 0;
  private counts = new Uint8Array(FIRST_SIZE);

  /** Takes down that a number came. */
  add(number: number): void {
    if (number >= this.counts.length) this.grow(number);
    const count = this.counts[number] ?? 0;
    if (count < MANY) this.counts[number] = count + 1;
    if (number >= this.end) this.end = number + 1;
  }

  /** Which numbers came, and which more than once. */
  heard(): Heard {
    const cameAtLeast = (least: number) => runsOf(this.end, (number) => (this.counts[number] ?? 0) >= least);
    return { once: cameAtLeast(1), again: cameAtLeast(2) };
  }

  private grow(number: number): void {
    const larger = new Uint8Array(Math.max(number + 1, this.counts.length * 2));
    larger.set(this.counts);
    this.counts = larger;
  }
}
