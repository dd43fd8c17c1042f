import { PluginSystemError, type RoutedHook, type RouteAccess } from '../index.js';
import { Arrivals } from './arrivals.js';
import type { MessageReader, ReadMessage } from './message-reader.js';
import type { MessageWriter } from './message-writer.js';
import { reasonOf } from './reason.js';
import type { RelayLog } from './relay-log.js';
import type { TraceContext } from './trace-context.js';

/** Tells the subscribers here of what other instances have published. */
export class Receiver {
  /** How many events subscribers were told of. */
  received = 0;
  /** How many events are of hooks that are not known here, or not relayed. */
  ignored = 0;
  /** How many messages were refused. */
  refused = 0;
  readonly arrivals = new Arrivals();
  private readonly ownStart: Buffer;
  private isStopped = false;

  /** @param own writes this instance's own messages */
  constructor(
    private readonly own: Pick<MessageWriter, 'source' | 'start'>,
    private readonly reader: MessageReader,
    private readonly traces: TraceContext,
    private readonly access: Pick<RouteAccess, 'receive' | 'refuse'>,
    private readonly log: RelayLog,
  ) {
    this.ownStart = Buffer.from(own.start);
  }

  /** Takes nothing more. */
  stop(): void {
    this.isStopped = true;
  }

  /** Takes a message from the broker. */
  take(message: string | Uint8Array): void {
    if (this.isStopped || this.isOwn(message)) return;
    try {
      this.takeOther(message);
    } catch (error) {
      this.refuse(new PluginSystemError('MESSAGE_INVALID', `it cannot be read: ${reasonOf(error)}`));
    }
  }

  private takeOther(message: string | Uint8Array): void {
    const reading = this.read(message);
    if ('refused' in reading) {
      this.refuse(reading.refused, reading.hook);
    } else if ('ignored' in reading) {
      const { source, sequence } = reading.ignored;
      if (source !== this.own.source && this.isNew(source, sequence)) this.ignored++;
    } else if (
      reading.message.source !== this.own.source &&
      this.isNew(reading.message.source, reading.message.sequence)
    ) {
      this.deliver(reading.message);
    }
  }

  private refuse(error: PluginSystemError, hook?: RoutedHook): void {
    this.refused++;
    this.access.refuse(error, hook);
  }

  private deliver(message: ReadMessage): void {
    this.traces.within(message.traceparent, message.tracestate, () => {
      if (this.access.receive(message) === undefined) this.received++;
      else this.refused++;
    });
  }

  private read(message: string | Uint8Array) {
    if (typeof message === 'string') return this.reader.read(Buffer.byteLength(message), () => message);
    return this.reader.read(message.byteLength, () => bufferOf(message).toString());
  }

  /** Brokers bring an instance its own messages, too. They are known by how they begin, which is quicker than to read them. */
  private isOwn(message: string | Uint8Array): boolean {
    if (typeof message === 'string') return message.startsWith(this.own.start);
    const { ownStart } = this;
    return message.byteLength > ownStart.length && ownStart.compare(message, 0, ownStart.length) === 0;
  }

  private isNew(source: string, sequence: number | undefined): boolean {
    // Who gives no numbers is not an instance like this one, and says nothing about what was lost.
    if (sequence === undefined) return true;
    const before = this.arrivals.missed;
    const isNew = this.arrivals.take(source, sequence);
    if (this.arrivals.missed > before) this.log.missed(this.arrivals.missed - before, source);
    return isNew;
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
