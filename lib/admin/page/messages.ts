// What the server answers and streams. Times are ISO 8601 texts, durations milliseconds. Nothing is checked here: it is our
// own server's; but whatever is a text may hold anything and must stay text.

/** How a plugin or a subscriber does. */
export type Status = 'operational' | 'degraded';

/** How a plugin or a subscriber does, in numbers since the application started. */
export interface Figures {
  readonly status: Status;
  readonly reason: string | null;
  readonly since: string;
  /** Those that ended well and those that failed. */
  readonly deliveries: number;
  /** Timeouts and shed deliveries included. */
  readonly failures: number;
  readonly consecutiveFailures: number;
  readonly timeouts: number;
  readonly shed: number;
  readonly inFlight: number;
  /** Of sampled deliveries of the last minutes. */
  readonly duration: { readonly p50: number; readonly p99: number; readonly samples: number } | null;
  readonly lastError: { readonly message: string; readonly at: string } | null;
  readonly lastSuccess: string | null;
}

/** A plugin. */
export interface PluginEntry extends Figures {
  readonly name: string;
  readonly className: string;
  readonly module: string;
  readonly scope: string;
  readonly kinds: readonly string[];
  /** As `kind.hook`. */
  readonly hooks: readonly string[];
}

/** One method of a plugin that is subscribed to one hook. */
export interface SubscriberEntry extends Figures {
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
}

/** A plugin with all its subscribers. */
export interface PluginAnswer extends PluginEntry {
  readonly subscribers: readonly SubscriberEntry[];
}

/** A hook and who listens to it. */
export interface HookEntry {
  readonly kind: string;
  readonly kindApiVersion: string;
  readonly hook: string;
  readonly dispatch: string;
  readonly description: string | null;
  readonly published: number;
  readonly refused: number;
  /** How often it was refused with which error code. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly deliveries: number;
  readonly failures: number;
  readonly subscribers: readonly { readonly plugin: string; readonly method: string; readonly status: Status }[];
  /** The JSON Schema of its payload. */
  readonly schema: unknown;
}

/** What happened in the last minutes, in buckets of equal length. */
export interface HistoryMessage {
  /** How long a bucket is, in milliseconds. */
  readonly step: number;
  /** The end of the newest, unfinished bucket, in milliseconds since the epoch. */
  readonly end: number;
  /** By name, oldest first; a plugin without any is left out. */
  readonly plugins: Readonly<
    Record<string, { readonly deliveries: readonly number[]; readonly failures: readonly number[] }>
  >;
}

/** Everything, from which the page begins anew. */
export interface StateMessage {
  readonly at: string;
  readonly plugins: readonly PluginEntry[];
  readonly history: HistoryMessage;
}

/** The figures that changed in the last second. */
export interface SummaryMessage {
  readonly at: string;
  readonly plugins: readonly ({ readonly name: string } & Figures)[];
}

/** A plugin whose status has changed, and the subscriber that brought it about. */
export interface StatusChange {
  readonly plugin: string;
  readonly status: Status;
  readonly reason: string | null;
  readonly since: string;
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
}
