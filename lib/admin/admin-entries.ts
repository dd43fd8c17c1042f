/** How a plugin or a subscriber does. */
export type Status = 'operational' | 'degraded';

/** How deliveries went. Times are ISO 8601 texts, durations milliseconds; `null` where there is nothing to tell. */
export interface Figures {
  readonly status: Status;
  /** Why it has that status; `null` while it never had another. */
  readonly reason: string | null;
  /** Since when it has it. */
  readonly since: string;
  /** Those that have ended, failures included. */
  readonly deliveries: number;
  /** Timeouts and shed deliveries included. */
  readonly failures: number;
  /** Of a plugin: those of the subscriber that has most. */
  readonly consecutiveFailures: number;
  readonly timeouts: number;
  readonly shed: number;
  readonly inFlight: number;
  /** Of the sampled deliveries of the last 5 to 10 minutes. 100,000 stands for that much or more. */
  readonly duration: { readonly p50: number; readonly p99: number; readonly samples: number } | null;
  /** The message has control characters escaped and 512 characters at most. */
  readonly lastError: { readonly message: string; readonly at: string } | null;
  /** To the second. */
  readonly lastSuccess: string | null;
}

/** One plugin. */
export interface PluginEntry extends Figures {
  readonly name: string;
  readonly className: string;
  readonly module: string;
  readonly scope: 'static' | 'request';
  readonly kinds: readonly string[];
  /** As `kind.hook`. */
  readonly hooks: readonly string[];
}

/** One plugin with each of its subscribers. */
export interface PluginDetails extends PluginEntry {
  readonly subscribers: readonly SubscriberEntry[];
}

/** One method of a plugin. */
export interface SubscriberEntry extends Figures {
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
}

/** One hook, whether anybody hears it or not. */
export interface HookEntry {
  readonly kind: string;
  readonly kindApiVersion: string;
  readonly hook: string;
  readonly dispatch: string;
  readonly description: string | null;
  /** Events that were published and not refused. */
  readonly published: number;
  readonly refused: number;
  /** The refused ones by error code. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly deliveries: number;
  readonly failures: number;
  readonly subscribers: readonly HookListener[];
  /** The JSON Schema of its payload. */
  readonly schema: unknown;
}

/** Every hook, and what was refused though it is none. */
export interface HookList {
  readonly hooks: readonly HookEntry[];
  /** Events whose kind or hook nobody has declared, by error code. */
  readonly undeclared: Readonly<Record<string, number>>;
}

/** Who hears a hook. */
export interface HookListener {
  readonly plugin: string;
  readonly method: string;
  readonly status: Status;
}
