import { reasonOf } from '../reason.js';
import { within } from '../within.js';
import { CONNECT_TIMEOUT, type BrokerLink, type LinkEvents } from './broker-link.js';

/** How long after an attempt, or after a connection was lost, the next attempt begins. */
const RETRY_DELAY = 1000;
/** How long the broker may take to confirm a batch. Longer than it may stand still for without being given up. */
const CONFIRM_TIMEOUT = 30_000;
/**
 * How long after the broker has confirmed a message one must have come in, in milliseconds: an instance hears its own events, too, and
 * where it does not, it does not hear the others either. A connection that only receives may be dead for long before anybody notices.
 */
const ECHO_TIMEOUT = 30_000;
/** How long saying goodbye may take. */
const CLOSE_TIMEOUT = 1000;

/** What a connection tells of. None of them may throw. */
export interface ConnectionEvents {
  readonly onMessage: LinkEvents['onMessage'];
  /** @param isFirst whether the very first attempt has succeeded */
  readonly onUp: (isFirst: boolean) => void;
  /** It cannot be had, or is lost: told for every attempt. */
  readonly onDown: (reason: string) => void;
}

/** Keeps up a connection with a broker, for ever: where one is lost, or cannot be had, a new one is made a second later. */
export class BrokerConnection {
  private link: BrokerLink | undefined;
  private isUp = false;
  private isClosed = false;
  private attempts = 0;
  private timer: NodeJS.Timeout | undefined;
  /** How many messages have come in. */
  private heard = 0;
  private echoTimer: NodeJS.Timeout | undefined;
  private loseBatch: ((error: Error) => void) | undefined;

  /** @param makeLink makes a link for one attempt, which are counted from 0; it may throw */
  constructor(
    private readonly makeLink: (events: LinkEvents, attempt: number) => BrokerLink,
    private readonly events: ConnectionEvents,
  ) {}

  /** Whether messages can be sent. */
  get canSend(): boolean {
    return this.isUp;
  }

  /** The largest message that the broker takes, in bytes. */
  get maxMessageBytes(): number {
    return (this.isUp ? this.link?.maxMessageBytes : undefined) ?? Infinity;
  }

  /** Whether the broker has said that it takes nothing for now, since it is full. */
  get isBlocked(): boolean {
    return this.isUp && this.link?.isBlocked === true;
  }

  /** Begins to connect. */
  open(): void {
    void this.attempt();
  }

  /** Settles once the broker has all of these; rejects when that is not certain. */
  async send(messages: readonly string[]): Promise<void> {
    const { link } = this;
    if (link === undefined || !this.isUp) throw new Error('there is no connection');
    const lost = new Promise<never>((_, reject) => {
      this.loseBatch = reject;
    });
    // A broker that is full says so, and is there.
    const timer = setInterval(() => {
      if (!link.isBlocked) this.lose(link, `nothing was confirmed for ${CONFIRM_TIMEOUT} ms`);
    }, CONFIRM_TIMEOUT);
    // They may come back before they are confirmed.
    const { heard } = this;
    try {
      await Promise.race([link.send(messages), lost]);
      if (this.heard === heard) this.expectEcho(link);
    } finally {
      clearInterval(timer);
      this.loseBatch = undefined;
    }
  }

  /** Ends it, and makes no new one. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.isUp = false;
    clearTimeout(this.timer);
    this.forgetEcho();
    this.loseBatch?.(new Error('the connection was closed'));
    const { link } = this;
    this.link = undefined;
    if (link) await closeIn(link, CLOSE_TIMEOUT);
  }

  private expectEcho(link: BrokerLink): void {
    const reason = `nothing came in for ${ECHO_TIMEOUT} ms, this instance's own events included`;
    this.echoTimer ??= setTimeout(() => this.lose(link, reason), ECHO_TIMEOUT);
  }

  private hear(link: BrokerLink, message: string | Uint8Array): void {
    if (this.link !== link) return;
    this.heard++;
    if (this.echoTimer !== undefined) this.forgetEcho();
    this.events.onMessage(message);
  }

  private forgetEcho(): void {
    clearTimeout(this.echoTimer);
    this.echoTimer = undefined;
  }

  private async attempt(): Promise<void> {
    const number = this.attempts++;
    let link: BrokerLink | undefined;
    try {
      const made: BrokerLink = this.makeLink(
        {
          onMessage: (message) => this.hear(made, message),
          onLost: (reason) => this.lose(made, reason),
        },
        number,
      );
      link = made;
      this.link = made;
      await within(CONNECT_TIMEOUT, this.opened(made), 'the broker did not answer');
    } catch (error) {
      this.retry(link, reasonOf(error));
      return;
    }
    if (this.link !== link) return;
    this.isUp = true;
    this.events.onUp(number === 0);
  }

  private async opened(link: BrokerLink): Promise<void> {
    await link.open();
    // It was given up meanwhile, and what was closed then was not open yet.
    if (this.link !== link) await closeIn(link, CLOSE_TIMEOUT);
  }

  private lose(link: BrokerLink, reason: string): void {
    if (this.link !== link || !this.isUp) return;
    this.loseBatch?.(new Error(reason));
    this.retry(link, reason);
  }

  private retry(link: BrokerLink | undefined, reason: string): void {
    this.isUp = false;
    this.forgetEcho();
    if (this.link === link) this.link = undefined;
    if (link) void closeIn(link, CLOSE_TIMEOUT);
    if (this.isClosed) return;
    // It keeps the process alive: a worker that does nothing but hear events has to wait for its broker.
    this.timer = setTimeout(() => void this.attempt(), RETRY_DELAY);
    this.events.onDown(reason);
  }
}

async function closeIn(link: BrokerLink, milliseconds: number): Promise<void> {
  // Not while it tells that it is lost: amqp-connection-manager arms its next attempt after that, and then nobody would disarm it.
  await new Promise(setImmediate);
  try {
    await within(milliseconds, link.close(), 'it did not close');
  } catch {
    // It does not answer, then.
  }
  try {
    link.destroy();
  } catch {
    // Nest forgets the connection once it is closed, and there is nothing left to destroy.
  }
}
