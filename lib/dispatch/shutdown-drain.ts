import type { InFlight } from './in-flight.js';

/**
 * Waits for deliveries at shutdown, as often as it is asked, but no longer in all than it may. Only the time spent
 * waiting counts: how long HTTP takes to close in between does not.
 */
export class ShutdownDrain {
  private waits = 0;
  private waitingSince = 0;
  private furthestTurn = 0;
  private timer: NodeJS.Timeout | undefined;
  private isTimeUp = false;
  private timeIsUp: Promise<void> = Promise.resolve();

  /**
   * @param inFlight what to wait for
   * @param remaining how long may be waited, in milliseconds
   * @param giveUp lets go of the deliveries up to a turn; called when the time is up
   */
  constructor(
    private readonly inFlight: InFlight,
    private remaining: number,
    private readonly giveUp: (lastTurn: number) => void,
  ) {}

  /**
   * Settles once no delivery up to a turn is in flight, or those that were have been given up.
   *
   * @param lastTurn `Infinity` for all, those that begin meanwhile included
   */
  async wait(lastTurn: number): Promise<void> {
    if (!this.inFlight.holdsUpTo(lastTurn)) return;
    this.furthestTurn = Math.max(this.furthestTurn, lastTurn);
    if (this.waits++ === 0) this.startTimer();
    do {
      // Giving up settles the first of these, unless something publishes while it is given up.
      await Promise.race([this.inFlight.whenGone(lastTurn), this.timeIsUp]);
      // The last one to settle may have made its publisher publish again.
    } while (!this.isTimeUp && this.inFlight.holdsUpTo(lastTurn));
    if (--this.waits > 0) return;
    clearTimeout(this.timer);
    this.furthestTurn = 0;
    this.remaining = Math.max(0, this.remaining - (performance.now() - this.waitingSince));
  }

  /** How long may still be waited, in milliseconds. */
  get timeLeft(): number {
    return this.isTimeUp ? 0 : this.remaining;
  }

  private startTimer(): void {
    this.waitingSince = performance.now();
    this.timeIsUp = new Promise((resolve) => {
      this.timer = setTimeout(() => {
        this.isTimeUp = true;
        this.giveUp(this.furthestTurn);
        resolve();
      }, this.remaining);
    });
  }
}
