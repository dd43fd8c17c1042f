import { AsyncResource } from 'node:async_hooks';

/** How many events, and of how many bytes, are sent at once. */
const MAX_BATCH = 256;
const MAX_BATCH_BYTES = 256 * 1024;
/** How often the same batch is tried: a broker may refuse one for a reason that does not go away. */
const MAX_TRIES = 3;

/** What may wait. */
export interface OutboxLimits {
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
}

/** A batch of messages on its way. */
export interface OutboxTarget {
  /** Settles once the broker has all of these; rejects when that is not certain. */
  send(messages: readonly string[]): Promise<void>;
  /** Whether to go on. */
  readonly canSend: boolean;
  /** The largest message, in bytes. */
  readonly maxMessageBytes: number;
}

interface Waiting {
  readonly message: string;
  readonly bytes: number;
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
  private entries: Waiting[] = [];
  /** The first of the entries that is still there: the ones before it go when there are many. */
  private first = 0;
  private bytes = 0;
  private tries = 0;
  private isSending = false;
  private isScheduled = false;
  private isPaused = true;
  private waiters: (() => void)[] = [];
  /** What is published is sent later, for many requests at once: in the asynchronous context of none of them. */
  private readonly nobody = new AsyncResource('PluginRelayOutbox');

  constructor(
    private readonly limits: OutboxLimits,
    private readonly target: OutboxTarget,
  ) {}

  /** How many messages wait. */
  get waiting(): number {
    return this.entries.length - this.first;
  }

  /** Takes a message. Returns `false` when there is no room: it is dropped and counted. */
  add(message: string, bytes: number): boolean {
    if (this.waiting >= this.limits.maxWaiting || this.bytes + bytes > this.limits.maxWaitingBytes) {
      this.dropped++;
      return false;
    }
    this.entries.push({ message, bytes });
    this.bytes += bytes;
    this.schedule();
    return true;
  }

  /** Sends from now on. */
  resume(): void {
    this.isPaused = false;
    this.schedule();
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
    this.entries = [];
    this.first = 0;
    this.bytes = 0;
    return count;
  }

  private schedule(): void {
    if (this.isScheduled || this.isSending || this.isPaused) return;
    this.isScheduled = true;
    // Behind what the request still does, and many events at once.
    this.nobody.runInAsyncScope(setImmediate, undefined, () => {
      this.isScheduled = false;
      void this.sendAll();
    });
  }

  private async sendAll(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    while (!this.isPaused && this.target.canSend && this.waiting > 0) await this.sendBatch();
    this.isSending = false;
    this.wake();
  }

  private async sendBatch(): Promise<void> {
    const batch = this.batch();
    if (batch.length === 0) return;
    this.unconfirmedSince = performance.now();
    try {
      await this.target.send(batch.map(({ message }) => message));
      this.remove(batch);
      this.sent += batch.length;
    } catch {
      this.tries++;
      if (this.tries < MAX_TRIES) return;
      this.remove(batch);
      this.dropped += batch.length;
    } finally {
      this.unconfirmedSince = undefined;
    }
  }

  /** The next messages to be sent; what the broker would not take is dropped before. */
  private batch(): Waiting[] {
    const { maxMessageBytes } = this.target;
    const batch: Waiting[] = [];
    let bytes = 0;
    for (let next = this.entries[this.first]; next !== undefined; next = this.entries[this.first + batch.length]) {
      if (next.bytes > maxMessageBytes) {
        if (batch.length > 0) break;
        this.remove([next]);
        this.dropped++;
        continue;
      }
      bytes += next.bytes;
      if (batch.length > 0 && (batch.length === MAX_BATCH || bytes > MAX_BATCH_BYTES)) break;
      batch.push(next);
    }
    return batch;
  }

  private remove(batch: readonly Waiting[]): void {
    // It was cleared meanwhile.
    if (this.entries[this.first] !== batch[0]) return;
    this.tries = 0;
    this.first += batch.length;
    for (const { bytes } of batch) this.bytes -= bytes;
    if (this.first < 1024 && this.first < this.entries.length) return;
    this.entries = this.entries.slice(this.first);
    this.first = 0;
  }

  private wake(): void {
    const { waiters } = this;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}
