/** How a subscriber or a plugin does: a label, which keeps nothing from being delivered. */
export type HealthStatus = 'operational' | 'degraded';

/** How a subscriber or a plugin does, since when and why. */
export interface HealthInfo {
  /**
   * `degraded` from 5 failures in a row on, or when half of the last 20 deliveries (of at least 10) failed; `operational`
   * again after 60 s, with 5 successes in a row and at most 2 of the last 20 failed.
   */
  readonly status: HealthStatus;
  /** Why it has that status; `undefined` while it never had another. */
  readonly reason: string | undefined;
  /** Since when it has it. */
  readonly since: Date;
}

const FAILURES_IN_A_ROW = 5;
const WINDOW = 20;
/** Half of so few deliveries says nothing yet. */
const LEAST_DELIVERIES = 10;
const MIN_DEGRADED_TIME = 60_000;
const SUCCESSES_IN_A_ROW = 5;
const MAX_RECENT_FAILURES = WINDOW / 10;

const WINDOW_MASK = (1 << WINDOW) - 1;
const SUCCESSES_MASK = (1 << SUCCESSES_IN_A_ROW) - 1;

/** Whether a subscriber fails again and again; {@link HealthInfo} has the rule. */
export class SubscriberHealth implements HealthInfo {
  status: HealthStatus = 'operational';
  reason: string | undefined;
  since = new Date();
  /** How many deliveries have failed since the last one that ended well. */
  consecutiveFailures = 0;
  /** Whether a success makes no difference: nearly all do not, and need not be recorded. */
  isSpotless = true;
  /** One bit for each of the last deliveries, the last one lowest: 1 when it failed. */
  private recent = 0;
  private degradedAt = 0;

  /**
   * Records a delivery that failed.
   *
   * @param deliveries how many there were so far, this one included
   * @returns whether the status changed
   */
  failed(deliveries: number): boolean {
    this.consecutiveFailures++;
    this.isSpotless = false;
    this.recent = ((this.recent << 1) | 1) & WINDOW_MASK;
    return this.degradeIfDue(deliveries);
  }

  /**
   * Records a delivery that ended well. Needed only while it is not {@link isSpotless spotless}.
   *
   * @param deliveries how many there were so far, this one included
   * @returns whether the status changed
   */
  succeeded(deliveries: number): boolean {
    this.consecutiveFailures = 0;
    this.recent = (this.recent << 1) & WINDOW_MASK;
    this.isSpotless = this.recent === 0 && this.status === 'operational';
    return this.status === 'operational' ? this.degradeIfDue(deliveries) : this.recoverIfDue();
  }

  /** How many milliseconds are left until it may be operational again, when nothing but time is missing for that. */
  get recoversIn(): number | undefined {
    const isWell =
      this.status === 'degraded' && (this.recent & SUCCESSES_MASK) === 0 && bitsIn(this.recent) <= MAX_RECENT_FAILURES;
    return isWell ? Math.max(0, this.degradedAt + MIN_DEGRADED_TIME - performance.now()) : undefined;
  }

  /** Makes it operational again if nothing is missing for that. Returns whether it did. */
  recoverIfDue(): boolean {
    if (this.recoversIn !== 0) return false;
    const failures = bitsIn(this.recent);
    this.change(
      'operational',
      `${failures} of the last ${WINDOW} deliveries failed, none of the last ${SUCCESSES_IN_A_ROW}`,
    );
    this.isSpotless = this.recent === 0;
    return true;
  }

  private degradeIfDue(deliveries: number): boolean {
    if (this.status === 'degraded') return false;
    const reason = this.reasonToDegrade(deliveries);
    if (reason === undefined) return false;
    this.change('degraded', reason);
    this.degradedAt = performance.now();
    return true;
  }

  private reasonToDegrade(deliveries: number): string | undefined {
    if (this.consecutiveFailures >= FAILURES_IN_A_ROW) return `${this.consecutiveFailures} failures in a row`;
    const seen = Math.min(deliveries, WINDOW);
    const failures = bitsIn(this.recent);
    if (seen < LEAST_DELIVERIES || failures * 2 < seen) return undefined;
    return `${failures} of the last ${seen} deliveries failed`;
  }

  private change(status: HealthStatus, reason: string): void {
    this.status = status;
    this.reason = reason;
    this.since = new Date();
  }
}

function bitsIn(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
