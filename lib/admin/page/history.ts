import type { HistoryMessage } from '../live-messages.js';

/** How many buckets are kept: five minutes of the server's 5 s. */
export const BUCKETS = 60;

/** What happened to one plugin lately, oldest bucket first. */
export interface Trend {
  readonly deliveries: readonly number[];
  readonly failures: readonly number[];
}

const NONE: Trend = { deliveries: emptyBuckets(), failures: emptyBuckets() };

/** Deliveries and failures of the last five minutes, for each plugin. */
export class History {
  private readonly trends = new Map<string, { deliveries: number[]; failures: number[] }>();
  private step = 5000;
  /** The number of the newest bucket, which is its time divided by their length. */
  private newest = 0;

  /** Begins anew with what the server remembers. */
  begin({ step, end, plugins }: HistoryMessage): void {
    this.step = step;
    this.newest = end / step - 1;
    this.trends.clear();
    for (const [name, { deliveries, failures }] of Object.entries(plugins)) {
      this.trends.set(name, { deliveries: lastBuckets(deliveries), failures: lastBuckets(failures) });
    }
  }

  /**
   * Goes forward to the bucket of a time, in milliseconds since the epoch.
   *
   * @returns whether a new bucket has begun
   */
  advance(time: number): boolean {
    const bucket = Math.floor(time / this.step);
    const passed = bucket - this.newest;
    // The server's clock may have been set back: then the newest bucket is of now all the same.
    this.newest = bucket;
    if (!(passed > 0)) return false;
    const fresh = emptyBuckets().slice(0, passed);
    for (const { deliveries, failures } of this.trends.values()) {
      deliveries.splice(0, fresh.length);
      deliveries.push(...fresh);
      failures.splice(0, fresh.length);
      failures.push(...fresh);
    }
    return true;
  }

  /** Adds what has happened to a plugin since it was last told. */
  add(name: string, deliveries: number, failures: number): void {
    if (deliveries <= 0 && failures <= 0) return;
    let trend = this.trends.get(name);
    if (trend === undefined) this.trends.set(name, (trend = { deliveries: emptyBuckets(), failures: emptyBuckets() }));
    addToNewest(trend.deliveries, deliveries);
    addToNewest(trend.failures, failures);
  }

  /** What happened to a plugin; all noughts for one that nothing is known of. */
  of(name: string): Trend {
    return this.trends.get(name) ?? NONE;
  }
}

/** The sum of buckets. */
export function total(buckets: readonly number[]): number {
  return buckets.reduce((sum, count) => sum + count, 0);
}

function addToNewest(buckets: number[], count: number): void {
  buckets[BUCKETS - 1] = (buckets[BUCKETS - 1] ?? 0) + Math.max(0, count);
}

function lastBuckets(counts: readonly number[]): number[] {
  return [...emptyBuckets(), ...counts].slice(-BUCKETS);
}

function emptyBuckets(): number[] {
  return Array.from({ length: BUCKETS }, () => 0);
}
