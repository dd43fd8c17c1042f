import { setTimeout as delay } from 'node:timers/promises';
import { WaitingMessages, type WaitingMessage } from './waiting-messages.js';

/** How many events, and of how many bytes, are sent at once. */
const MAX_BATCH = 256;
const MAX_BATCH_BYTES = 256 * 1024;
/** How often one message is tried: a broker may refuse it, or close the connection, for a reason that does not go away. */
const MAX_TRIES = 3;
/** How long after a refusal the next try is, in milliseconds. */
const REFUSED_DELAY = 1000;

/** What may wait. */
export interface OutboxLimits {
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
}

/** What an outbox tells of. None of them may throw. */
export interface OutboxEvents {
  /** The broker does not take what it was sent, though it is there; `undefined` when it takes something. */
  readonly onRefused: (error: unknown) => void;
  /** A message was dropped which the broker does not take. */
  readonly onGivenUp: (reason: unknown) => void;
  /** Nothing waits any more. */
  readonly onEmpty: () => void;
}

/** Where messages go. */
export interface OutboxTarget {
  /** Settles once the broker has all of these; rejects when that is not certain. */
  send(messages: readonly string[]): Promise<void>;
  /** Whether to go on. */
  readonly canSend: boolean;
  /** The largest message, in bytes. */
  readonly maxMessageBytes: number;
}

/**
 * Keeps messages until the broker has confirmed them, in order, and no more of them than it may. What is not confirmed is sent
 * again over the next connection: receivers know it by its number if they had it after all.
 */
export class Outbox {
  /** How many messages the broker has confirmed. */
  sent = 0;
  /** How many were dropped: there was no room, or the broker would not take them. */
  dropped = 0;
  /** When the batch was sent that is not confirmed yet, in milliseconds of the process; `undefined` when there is none. */
  unconfirmedSince: number | undefined;
  private messages = new WaitingMessages();
  /** How often the first message was tried alone. */
  private tries = 0;
  /** How many of the first messages are to be sent one by one: together they failed, and one of them may be why. */
  private suspects = 0;
  private isSending = false;
  private isPaused = true;
  private waiters: (() => void)[] = [];

  constructor(
    private readonly limits: OutboxLimits,
    private readonly target: OutboxTarget,
    private readonly events: OutboxEvents,
  ) {}

  /** How many messages wait. */
  get waiting(): number {
    return this.messages.size;
  }

  /** Takes a message, which {@link flush} sends. Returns `false` when there is no room: it is dropped and counted. */
  add(message: string, bytes: number): boolean {
    const { messages, limits } = this;
    if (messages.size >= limits.maxWaiting || messages.bytes + bytes > limits.maxWaitingBytes) {
      this.dropped++;
      return false;
    }
    messages.push({ message, bytes });
    return true;
  }

  /** Sends what waits, unless it is paused. */
  flush(): void {
    void this.sendAll();
  }

  /** Sends from now on. */
  resume(): void {
    this.isPaused = false;
    this.flush();
  }

  /** Sends nothing until {@link resume}. */
  pause(): void {
    this.isPaused = true;
    this.wake();
  }

  /** Settles once nothing waits, or nothing can be sent. */
  whenIdle(): Promise<void> {
    if (this.waiting === 0 || this.isPaused) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Drops what waits. Returns how many that were. */
  clear(): number {
    const count = this.waiting;
    this.dropped += count;
    this.messages = new WaitingMessages();
    this.tries = 0;
    this.suspects = 0;
    return count;
  }

  private async sendAll(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    while (!this.isPaused && this.target.canSend && this.waiting > 0) await this.sendBatch();
    this.isSending = false;
    if (this.waiting === 0) this.events.onEmpty();
    this.wake();
  }

  private async sendBatch(): Promise<void> {
    const batch = this.batch();
    if (batch.length === 0) return;
    this.unconfirmedSince = performance.now();
    try {
      await this.target.send(batch.map(({ message }) => message));
      if (this.remove(batch)) this.sent += batch.length;
      this.events.onRefused(undefined);
    } catch (error) {
      this.blame(batch, error);
      // The connection is as good as before: it is what was sent that the broker does not take.
      if (this.target.canSend) {
        this.events.onRefused(error);
        await delay(REFUSED_DELAY);
      }
    } finally {
      this.unconfirmedSince = undefined;
    }
  }

  private blame(batch: readonly WaitingMessage[], error: unknown): void {
    if (!this.holds(batch)) return;
    if (batch.length > 1) {
      this.suspects = batch.length;
      return;
    }
    this.tries++;
    if (this.tries === MAX_TRIES) this.giveUp(batch, error);
  }

  /** The next messages to be sent; what the broker would not take is dropped before. */
  private batch(): WaitingMessage[] {
    const { maxMessageBytes } = this.target;
    const most = this.suspects > 0 ? 1 : MAX_BATCH;
    const batch: WaitingMessage[] = [];
    let bytes = 0;
    for (let next = this.messages.at(0); next !== undefined; next = this.messages.at(batch.length)) {
      if (next.bytes > maxMessageBytes) {
        if (batch.length > 0) break;
        this.giveUp([next], `it is larger than the ${maxMessageBytes} bytes that the broker takes`);
        continue;
      }
      bytes += next.bytes;
      if (batch.length > 0 && (batch.length === most || bytes > MAX_BATCH_BYTES)) break;
      batch.push(next);
    }
    return batch;
  }

  private giveUp(batch: readonly WaitingMessage[], reason: unknown): void {
    if (!this.remove(batch)) return;
    this.dropped += batch.length;
    this.events.onGivenUp(reason);
  }

  /** Returns `false` when they were dropped meanwhile. */
  private remove(batch: readonly WaitingMessage[]): boolean {
    if (!this.holds(batch)) return false;
    this.messages.shift(batch.length);
    this.tries = 0;
    this.suspects = Math.max(0, this.suspects - batch.length);
    return true;
  }

  /** It may have been dropped while it was on its way. */
  private holds([first]: readonly WaitingMessage[]): boolean {
    return this.messages.at(0) === first;
  }

  private wake(): void {
    const { waiters } = this;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}
