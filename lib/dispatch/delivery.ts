import { randomUUID } from 'node:crypto';

/**
 * What a subscriber is told about an event besides its payload. One for each broadcast, shared by its subscribers,
 * who cannot change it.
 */
export interface Delivery {
  /** The event's id: what the publisher gave, else a UUID made when somebody first reads it. */
  readonly id: string;
  readonly kind: string;
  readonly hook: string;
  /** When the event was published. A new `Date` at each reading. */
  readonly occurredAt: Date;
  /** Whether the event was published in this process. */
  readonly origin: 'local' | 'remote';
  /** How often this delivery was tried, counting from 1. */
  readonly attempt: number;
}

/** The {@link Delivery} of an event published in this process. */
export class LocalDelivery implements Delivery {
  #id: string | undefined;
  readonly #occurredAt: number;
  readonly #kind: string;
  readonly #hook: string;

  /**
   * @param kind the hook's kind
   * @param hook the hook
   * @param id the event's id, when the publisher gave one
   * @param occurredAt milliseconds since the epoch
   */
  constructor(kind: string, hook: string, id: string | undefined, occurredAt = Date.now()) {
    this.#kind = kind;
    this.#hook = hook;
    this.#id = id;
    this.#occurredAt = occurredAt;
    // The fields are private, so that freezing keeps subscribers from leaving notes here and the id can still be made.
    Object.freeze(this);
  }

  get id(): string {
    return (this.#id ??= randomUUID());
  }

  get kind(): string {
    return this.#kind;
  }

  get hook(): string {
    return this.#hook;
  }

  get occurredAt(): Date {
    return new Date(this.#occurredAt);
  }

  get origin(): Delivery['origin'] {
    return 'local';
  }

  get attempt(): number {
    return 1;
  }

  /** What a logger or `JSON.stringify` shows. */
  toJSON(): Record<keyof Delivery, unknown> {
    const { id, kind, hook, occurredAt, origin, attempt } = this;
    return { id, kind, hook, occurredAt, origin, attempt };
  }
}

/** The {@link Delivery} of an event published elsewhere. */
export class RemoteDelivery extends LocalDelivery {
  override get origin(): Delivery['origin'] {
    return 'remote';
  }
}
