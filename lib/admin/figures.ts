import { Durations, type HealthInfo, type SubscriberInfo } from '../index.js';
import type { Figures } from './admin-entries.js';

/** Where the classes of durations end, in milliseconds: JSON has no `Infinity`. */
const LONGEST = 100_000;

/**
 * Adds up how deliveries went.
 *
 * @param health of all of these subscribers together
 */
export function figuresOf({ status, reason, since }: HealthInfo, subscribers: readonly SubscriberInfo[]): Figures {
  const sums = { deliveries: 0, failures: 0, consecutiveFailures: 0, timeouts: 0, shed: 0, inFlight: 0 };
  const durations: Durations[] = [];
  let lastError: { message: string; at: Date } | undefined;
  let lastSuccess: Date | undefined;
  for (const { delivered, failed, timedOut, shed, inFlight, consecutiveFailures, statistics } of subscribers) {
    sums.deliveries += delivered + failed;
    sums.failures += failed;
    sums.consecutiveFailures = Math.max(sums.consecutiveFailures, consecutiveFailures);
    sums.timeouts += timedOut;
    sums.shed += shed;
    sums.inFlight += inFlight;
    if (statistics === undefined) continue;
    durations.push(statistics.durations);
    if (isLater(statistics.lastError?.at, lastError?.at)) lastError = statistics.lastError;
    if (isLater(statistics.lastSuccess, lastSuccess)) lastSuccess = statistics.lastSuccess;
  }
  return {
    status,
    reason: reason ?? null,
    since: since.toISOString(),
    ...sums,
    duration: durationOf(Durations.merge(durations)),
    lastError: lastError ? { message: lastError.message, at: lastError.at.toISOString() } : null,
    lastSuccess: lastSuccess?.toISOString() ?? null,
  };
}

function isLater(one: Date | undefined, other: Date | undefined): boolean {
  return one !== undefined && (other === undefined || one > other);
}

function durationOf(durations: Durations): Figures['duration'] {
  const [p50, p99] = [durations.quantile(0.5), durations.quantile(0.99)];
  if (p50 === undefined || p99 === undefined) return null;
  return { p50: Math.min(p50, LONGEST), p99: Math.min(p99, LONGEST), samples: durations.recentSamples };
}
