import { outsideOfRequests } from './outside-of-requests.js';

/** How far apart the ticks of a {@link CoarseTimer} are, in milliseconds. */
export const TICK = 100;

/** The most that a tick counts for, in milliseconds. */
const MAX_STEP = 2 * TICK;

/**
 * A clock for everybody who waits for something: one timer, however many wait. It runs only while somebody does, and keeps
 * no process alive.
 *
 * It goes forward at its ticks, so that beginning to wait costs no look at a clock. A tick that comes late because something
 * blocks the event loop counts for two at the most: nobody is to be blamed for time in which it could not run.
 */
export class CoarseTimer {
  private now = 0;
  private tickedAt = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param onTick called at each tick with the time of this clock; must not throw. Returns whether anybody still waits */
  constructor(private readonly onTick: (now: number) => boolean) {}

  /** The time of this clock at which so many milliseconds have surely passed. */
  after(milliseconds: number): number {
    // The tick under way may end at once, and count for as much as that.
    return this.now + milliseconds + MAX_STEP;
  }

  /** Lets the clock go until nobody waits any more. */
  run(): void {
    if (this.timer !== undefined) return;
    this.tickedAt = performance.now();
    this.timer = outsideOfRequests(() => setInterval(() => this.tick(), TICK).unref());
  }

  private tick(): void {
    const now = performance.now();
    // No less than a tick either: a test may have stopped the one clock and not the other.
    this.now += Math.round(Math.min(MAX_STEP, Math.max(TICK, now - this.tickedAt)));
    this.tickedAt = now;
    if (this.onTick(this.now)) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
