import type { Account, ApplicationReport, SubscriberCounts } from './application-report.js';

/** What became of the deliveries that were owed. The outcomes exclude each other. */
export interface DeliveryBalance {
  owed: number;
  made: number;
  /** Threw or rejected. */
  failed: number;
  timedOut: number;
  shed: number;
  /** How many subscribers' counts are off by, in either direction, added up: one cannot make up for another. */
  unaccountedFor: number;
  /** By how much the plugins' own counts of their calls and their failures are off from the library's. */
  miscounted: number;
  /** What still had no outcome. */
  inFlight: number;
  /** Each subscriber that is off, in words. */
  readonly complaints: string[];
}

const NONE = { delivered: 0, failed: 0, timedOut: 0, shed: 0, inFlight: 0 };

/** Compares what the application has counted with what the library has, subscriber by subscriber, and adds it up. */
export function balance({ accounts, subscribers }: ApplicationReport): DeliveryBalance {
  const sum: DeliveryBalance = {
    owed: 0,
    made: 0,
    failed: 0,
    timedOut: 0,
    shed: 0,
    unaccountedFor: 0,
    miscounted: 0,
    inFlight: 0,
    complaints: [],
  };
  const counts = new Map(subscribers.map((subscriber) => [keyOf(subscriber), subscriber]));
  for (const account of accounts) {
    add(sum, account, counts.get(keyOf(account)) ?? NONE);
    counts.delete(keyOf(account));
  }
  for (const { plugin, hook, ...rest } of counts.values()) {
    add(sum, { plugin, hook, owed: 0, told: 0, threw: 0 }, rest);
  }
  return sum;
}

function add(sum: DeliveryBalance, account: Account, counts: Omit<SubscriberCounts, 'plugin' | 'hook'>): void {
  const { owed, told, threw } = account;
  const { delivered: made, timedOut, shed, inFlight } = counts;
  const failed = counts.failed - timedOut - shed;
  const off = Math.abs(owed - (made + failed + timedOut + shed));
  const miscounted = Math.abs(told - (made + failed + timedOut)) + Math.abs(threw - failed);

  sum.owed += owed;
  sum.made += made;
  sum.failed += failed;
  sum.timedOut += timedOut;
  sum.shed += shed;
  sum.unaccountedFor += off;
  sum.miscounted += miscounted;
  sum.inFlight += inFlight;
  if (off + miscounted + inFlight === 0) return;
  sum.complaints.push(
    `${keyOf(account)}: owed ${owed}, made ${made}, failed ${failed}, timed out ${timedOut}, shed ${shed}, ` +
      `in flight ${inFlight}; the plugin itself was told ${told} times and failed ${threw} times`,
  );
}

function keyOf({ plugin, hook }: { readonly plugin: string; readonly hook: string }): string {
  return `${plugin} ${hook}`;
}
