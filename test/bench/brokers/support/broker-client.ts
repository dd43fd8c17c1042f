/** What all messages of these tests go by. */
export const TOPIC = 'news';

/** A client that stays away once it has lost its broker. It either hears or says, as Redis wants it. */
export interface BrokerClient {
  /** Settles once the broker has been asked for what is said from then on. */
  hear(take: (message: string) => void): Promise<void>;
  say(message: string): Promise<void>;
  /** Settles when the connection is gone. */
  readonly lost: Promise<unknown>;
  close(): Promise<void>;
}
