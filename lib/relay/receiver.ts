import { PluginSystemError, type RoutedHook, type RouteAccess } from '../index.js';
import { Arrivals } from './arrivals.js';
import type { MessageReader, ReadMessage } from './message-reader.js';
import type { MessageWriter } from './message-writer.js';
import { reasonOf } from './reason.js';
import type { RelayLog } from './relay-log.js';
import type { TraceContext } from './trace-context.js';

/** Whose an event is, and which of theirs. */
type Origin = Pick<ReadMessage, 'source' | 'sequence'>;

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
      if (!this.hasCome(reading.ignored)) {
        this.takeDown(reading.ignored);
        this.ignored++;
      }
    } else if (!this.hasCome(reading.message)) {
      this.deliver(reading.message);
    }
  }

  private refuse(error: PluginSystemError, hook?: RoutedHook): void {
    this.refused++;
    this.access.refuse(error, hook);
  }

  private deliver(message: ReadMessage): void {
    this.traces.within(message.traceparent, message.tracestate, () => {
      const isTaken = this.access.receive(message) === undefined;
      if (isTaken) this.received++;
      else this.refused++;
      // Of what is refused only a number that is plausible: it must not silence the instance whose it pretends to be.
      if (isTaken || this.isNear(message)) this.takeDown(message);
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

  /** Whether an event is this instance's own, or has come before. Who gives no numbers is not an instance like this one. */
  private hasCome({ source, sequence }: Origin): boolean {
    if (source === this.own.source) return true;
    return sequence !== undefined && this.arrivals.isRepeated(source, sequence);
  }

  private isNear({ source, sequence }: Origin): boolean {
    return sequence !== undefined && this.arrivals.isNear(source, sequence);
  }

  private takeDown({ source, sequence }: Origin): void {
    if (sequence === undefined) return;
    const before = this.arrivals.missed;
    this.arrivals.take(source, sequence);
    if (this.arrivals.missed > before) this.log.missed(this.arrivals.missed - before, source);
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
