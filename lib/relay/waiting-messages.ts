/** To take messages from the front of a list one by one is quadratic: so many stay until they go at once. */
const MAX_GAPS = 1024;

/** A message that waits until the broker has it. */
export interface WaitingMessage {
  readonly message: string;
  readonly bytes: number;
}

/** The messages that wait, in order. */
export class WaitingMessages {
  /** How many bytes they have. */
  bytes = 0;
  private entries: (WaitingMessage | undefined)[] = [];
  /** Where the first one is that still waits. */
  private first = 0;

  /** How many there are. */
  get size(): number {
    return this.entries.length - this.first;
  }

  /** One of them, counted from the first. */
  at(index: number): WaitingMessage | undefined {
    return this.entries[this.first + index];
  }

  /** Adds one behind the others. */
  push(waiting: WaitingMessage): void {
    this.entries.push(waiting);
    this.bytes += waiting.bytes;
  }

  /** Takes the first ones away. */
  shift(count: number): void {
    const end = Math.min(this.first + count, this.entries.length);
    for (; this.first < end; this.first++) {
      this.bytes -= this.entries[this.first]?.bytes ?? 0;
      // It may have a megabyte, and its place stays for a while.
      this.entries[this.first] = undefined;
    }
    if (this.first < MAX_GAPS && this.size > 0) return;
    this.entries = this.entries.slice(this.first);
    this.first = 0;
  }
}
