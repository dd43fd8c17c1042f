/** How long an attempt to connect may take, in milliseconds. */
export const CONNECT_TIMEOUT = 10_000;

/** What a link tells of. None of them may throw. */
export interface LinkEvents {
  /** A message has come in. */
  readonly onMessage: (message: string | Uint8Array) => void;
  /** The link is of no use any more. It may be told several times. */
  readonly onLost: (reason: string) => void;
}

/**
 * One connection with a broker, in both directions, from its first attempt until it is lost. It never reconnects: whoever
 * holds it makes another one. What the four client libraries do about that differs in all that matters here (which messages they
 * keep, send again or forget, and when they give up), so none of them is asked to.
 */
export interface BrokerLink {
  /** Settles once messages can be sent and come in; rejects when the broker cannot be had. Call it once. */
  open(): Promise<void>;

  /** Settles once the broker has all of these; rejects when it will not take one. Call it for one batch at a time. */
  send(messages: readonly string[]): Promise<void>;

  /** The largest message that the broker takes, in bytes, where it says so. */
  readonly maxMessageBytes: number | undefined;

  /** Whether the broker has said that it takes nothing for now, since it is full. */
  readonly isBlocked: boolean;

  /** Ends it. Never rejects, but may never settle: a broker that stands still does not say goodbye. */
  close(): Promise<void>;

  /** Ends it at once. */
  destroy(): void;
}
