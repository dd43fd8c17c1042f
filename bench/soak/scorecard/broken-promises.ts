import type { Scorecard } from './scorecard.js';

/**
 * What a scorecard says that must not be so, a sentence each; nothing when every promise was kept. A run in which something
 * that should be survived did not happen proves nothing about it, and breaks a promise too.
 */
export function brokenPromises(scorecard: Scorecard): string[] {
  const { deliveries, events, log, mustBeZero, observersFailed, requests, shutdown } = scorecard;
  const { owed, made, failed, timedOut, shed } = deliveries;
  const outcomes = made + failed + timedOut + shed;
  const mustHaveHappened = {
    requests,
    ...deliveries,
    ...events,
    observersFailed,
    forgeriesAttempted: log.forgeriesAttempted,
  };
  return [
    ...Object.entries(mustBeZero)
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => `${name} must be 0, but it is ${count}`),
    ...(owed === outcomes ? [] : [`owed is ${owed}, but made + failed + timedOut + shed is ${outcomes}`]),
    ...Object.entries(mustHaveHappened)
      .filter(([, count]) => count === 0)
      .map(([name]) => `${name} is 0: the run proves nothing about it`),
    ...(shutdown.inTime
      ? []
      : [`the application did not exit in time: it was ended after ${shutdown.milliseconds} ms`]),
    ...(shutdown.exitCode === 0 ? [] : [`the application exited with ${shutdown.exitCode ?? 'a signal'} instead of 0`]),
  ];
}
