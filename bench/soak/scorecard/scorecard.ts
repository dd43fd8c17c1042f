import type { ApplicationReport } from './application-report.js';
import type { DeliveryBalance } from './delivery-balance.js';

/** What the parent has seen of a run, from outside of the application. */
export interface Observations {
  readonly seconds: number;
  readonly requests: number;
  /** Answers that were not what they should be, and requests that were not answered. */
  readonly wrongAnswers: number;
  readonly log: { readonly lines: number; readonly forged: number; readonly attempts: number };
  /** Bytes. */
  readonly heap: { readonly before: number; readonly after: number };
  readonly shutdown: {
    /** From the signal to the end of the process. */
    readonly milliseconds: number;
    readonly exitCode: number | null;
    readonly inTime: boolean;
  };
}

/** What a run comes to. */
export interface Scorecard {
  readonly node: string;
  readonly seconds: number;
  readonly requests: number;
  readonly events: { readonly published: number; readonly refused: number };
  readonly deliveries: {
    readonly owed: number;
    readonly made: number;
    readonly failed: number;
    readonly timedOut: number;
    readonly shed: number;
  };
  readonly mustBeZero: {
    readonly unaccountedFor: number;
    readonly stillInFlight: number;
    readonly miscountedCalls: number;
    readonly miscountedRefusals: number;
    readonly wrongAnswers: number;
    readonly wrongDispatchResults: number;
    readonly publishersThrownAt: number;
    readonly mutationsSeen: number;
    readonly unhandledRejections: number;
    readonly uncaughtExceptions: number;
    readonly forgedLogLines: number;
  };
  readonly log: { readonly lines: number; readonly forgeriesAttempted: number };
  /** How often an observer of statuses failed. */
  readonly observersFailed: number;
  readonly heapMegabytes: { readonly before: number; readonly after: number };
  readonly notifyMicroseconds: { readonly p50: number; readonly p99: number };
  readonly shutdown: { readonly milliseconds: number; readonly exitCode: number | null; readonly inTime: boolean };
}

/** Draws up the scorecard of a run. */
export function scorecardOf(report: ApplicationReport, balance: DeliveryBalance, seen: Observations): Scorecard {
  const { owed, made, failed, timedOut, shed } = balance;
  const { p50, p99 } = report.notifyMicroseconds;
  return {
    node: process.version,
    seconds: seen.seconds,
    requests: seen.requests,
    events: { published: report.eventsPublished, refused: report.eventsRefused },
    deliveries: { owed, made, failed, timedOut, shed },
    mustBeZero: {
      unaccountedFor: balance.unaccountedFor,
      stillInFlight: balance.inFlight,
      miscountedCalls: balance.miscounted,
      miscountedRefusals: report.refusals.reduce((sum, { provoked, counted }) => sum + Math.abs(provoked - counted), 0),
      wrongAnswers: seen.wrongAnswers,
      wrongDispatchResults: report.wrongDispatchResults,
      publishersThrownAt: report.publishersThrownAt,
      mutationsSeen: report.mutationsSeen,
      unhandledRejections: report.unhandledRejections,
      uncaughtExceptions: report.uncaughtExceptions,
      forgedLogLines: seen.log.forged,
    },
    log: { lines: seen.log.lines, forgeriesAttempted: seen.log.attempts },
    observersFailed: report.observersTold,
    heapMegabytes: { before: megabytes(seen.heap.before), after: megabytes(seen.heap.after) },
    notifyMicroseconds: { p50: rounded(p50), p99: rounded(p99) },
    shutdown: seen.shutdown,
  };
}

function megabytes(bytes: number): number {
  return rounded(bytes / 1_048_576);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
