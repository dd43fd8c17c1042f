/** What the application itself has counted of one plugin and hook. */
export interface Account {
  readonly plugin: string;
  readonly hook: string;
  /** Events of the hook that were published and accepted. */
  readonly owed: number;
  /** Calls of the plugin; of a request-scoped one, attempts to make an instance. */
  readonly told: number;
  /** Those of the calls that the plugin meant to fail. */
  readonly threw: number;
}

/** What the library says of one subscriber after its shutdown. */
export interface SubscriberCounts {
  readonly plugin: string;
  readonly hook: string;
  readonly delivered: number;
  /** Includes `timedOut` and `shed`. */
  readonly failed: number;
  readonly timedOut: number;
  readonly shed: number;
  readonly inFlight: number;
}

/** The refused events of one declared hook: how many the application provoked, and how many the library counted. */
export interface RefusalCounts {
  readonly hook: string;
  readonly provoked: number;
  readonly counted: number;
}

/** What the application tells at its very end. */
export interface ApplicationReport {
  readonly accounts: readonly Account[];
  readonly subscribers: readonly SubscriberCounts[];
  readonly refusals: readonly RefusalCounts[];
  readonly eventsPublished: number;
  /** Those of undeclared hooks included. */
  readonly eventsRefused: number;
  /** How often `notify()` or `dispatch()` threw. */
  readonly publishersThrownAt: number;
  /** How often `dispatch()` said something else than that every subscriber had its outcome, or that the event was refused. */
  readonly wrongDispatchResults: number;
  /** How often somebody saw an event that was not as it was published, or could change it. */
  readonly mutationsSeen: number;
  /** How often a failing observer was told that a plugin's status had changed. */
  readonly observersTold: number;
  readonly unhandledRejections: number;
  readonly uncaughtExceptions: number;
  /** The first few of these two, described. */
  readonly faults: readonly string[];
  readonly notifyMicroseconds: { readonly p50: number; readonly p99: number; readonly measured: number };
}
