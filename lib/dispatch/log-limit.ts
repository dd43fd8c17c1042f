import { outsideOfRequests } from './outside-of-requests.js';
import { onProcessExit } from './process-exit.js';

const MAX_LINES = 10;
const WINDOW = 10_000;

/**
 * Lets through 10 lines in any 10 seconds and counts the rest.
 *
 * What was suppressed is reported once the window has passed, so that it is told even when nothing happens any more, or when
 * the process exits before that.
 */
export class LogLimit {
  /** The times of the last lines, in milliseconds; the oldest stands at `next`. */
  private readonly times: number[] = [];
  private next = 0;
  private suppressed = 0;
  private timer: NodeJS.Timeout | undefined;
  private stopWatchingExit: (() => void) | undefined;

  /** @param report told how many lines were suppressed since it was last told */
  constructor(private readonly report: (suppressed: number) => void) {}

  /** Whether a line may be written now. When not, it is counted. */
  admit(): boolean {
    const now = performance.now();
    const oldest = this.times[this.next];
    if (oldest === undefined || now - oldest >= WINDOW) {
      this.times[this.next] = now;
      this.next = (this.next + 1) % MAX_LINES;
      return true;
    }
    this.suppressed++;
    if (this.timer === undefined) {
      // It must not keep a process alive that has nothing else to do; that one is told when it exits.
      this.timer = outsideOfRequests(() => setTimeout(() => this.flush(), WINDOW).unref());
      this.stopWatchingExit = onProcessExit(() => this.flush());
    }
    return false;
  }

  /** Reports what was suppressed, if anything was. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.stopWatchingExit?.();
    this.stopWatchingExit = undefined;
    const { suppressed } = this;
    this.suppressed = 0;
    if (suppressed > 0) this.report(suppressed);
  }
}
