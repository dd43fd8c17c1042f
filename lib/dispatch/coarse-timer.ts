import { outsideOfRequests } from './outside-of-requests.js';

/** How far apart the ticks of a {@link CoarseTimer} are, in milliseconds. */
export const TICK = 100;

/**
 * Counts ticks for everybody who waits for something: one timer, however many wait. It runs only while somebody does, and
 * keeps no process alive.
 *
 * Ticks are counted, not read from a clock. A tick that comes late because something blocks the event loop counts as one,
 * so that nobody is blamed for time in which it could not run; and beginning to wait costs no look at a clock.
 */
export class CoarseTimer {
  private ticks = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param onTick called at each tick; must not throw. Returns whether anybody still waits */
  constructor(private readonly onTick: (now: number) => boolean) {}

  /** The tick from which on a time has surely passed, rounded up. */
  after(milliseconds: number): number {
    // One more, since the tick under way may end at once.
    return this.ticks + Math.ceil(milliseconds / TICK) + 1;
  }

  /** Lets ticks be counted until nobody waits any more. */
  run(): void {
    this.timer ??= outsideOfRequests(() => setInterval(() => this.tick(), TICK).unref());
  }

  private tick(): void {
    this.ticks++;
    if (this.onTick(this.ticks)) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
