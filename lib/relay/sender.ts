import { AsyncResource } from 'node:async_hooks';
import type { EventTaker, RouteAccess, RoutedHook } from '../index.js';
import type { MessageWriter } from './message-writer.js';
import { notSent } from './not-sent.js';
import type { Outbox } from './outbox.js';
import { reasonOf } from './reason.js';
import type { RelayLog } from './relay-log.js';
import type { Trace, TraceContext } from './trace-context.js';

/** How many events may wait to be written. They hold their payloads, of which nobody knows the size yet. */
const MAX_UNWRITTEN = 64;

/** An event that was published, and is not a message yet. */
interface PublishedEvent {
  readonly hook: RoutedHook;
  /** What the messages of its hook begin with. */
  readonly head: string;
  readonly payload: unknown;
  readonly id: string;
  readonly occurredAt: number;
  readonly trace: Trace | undefined;
}

/**
 * Makes messages of the events that are published here: at the end of the turn, and not while their publisher waits. It takes
 * longer to write a message than all else that a broadcast costs, and payloads are frozen.
 */
export class Sender {
  private unwritten: PublishedEvent[] = [];
  /** Messages are written and sent in the asynchronous context of nobody: those of many requests are sent at once. */
  private readonly nobody = new AsyncResource('PluginRelaySender');

  constructor(
    private readonly writer: MessageWriter,
    private readonly outbox: Outbox,
    private readonly traces: TraceContext,
    private readonly maxBytes: number,
    private readonly access: Pick<RouteAccess, 'refuse'>,
    private readonly log: RelayLog,
  ) {}

  /** What takes the events of a hook. */
  takerFor(hook: RoutedHook): EventTaker {
    const head = this.writer.headFor(hook);
    return (payload, id, occurredAt) => {
      // Before anything is kept: where the stack ends it throws, and nobody would write what is.
      if (this.unwritten.length === 0) setImmediate(this.flushLater);
      const count = this.unwritten.push({ hook, head, payload, id, occurredAt, trace: this.traces.current() });
      if (count === MAX_UNWRITTEN) this.write();
    };
  }

  /** Writes what is not written yet, and has it sent. */
  flush(): void {
    this.write();
    this.outbox.flush();
  }

  /** Writes what is not written yet: only then it is known for what there is room. */
  write(): void {
    const { unwritten } = this;
    this.unwritten = [];
    for (const event of unwritten) {
      try {
        this.writeOne(event);
      } catch (error) {
        // Longer than a text can be, or there is no stack left: the others must still be sent.
        this.refuse(event.hook, `it cannot be written: ${reasonOf(error)}`);
      }
    }
  }

  private readonly flushLater = (): void => this.nobody.runInAsyncScope(() => this.flush());

  private writeOne({ hook, head, payload, id, occurredAt, trace }: PublishedEvent): void {
    // Plain JavaScript can publish with anything for an id, and CloudEvents asks for a text that is not empty.
    if (typeof id !== 'string' || id === '') {
      this.refuse(hook, 'the id that its publisher gave is no text, or an empty one');
      return;
    }
    const message = this.writer.write(head, payload, id, occurredAt, trace);
    const bytes = Buffer.byteLength(message);
    if (bytes > this.maxBytes) this.refuse(hook, `it is larger than ${this.maxBytes} bytes (option maxMessageBytes)`);
    else if (!this.outbox.add(message, bytes)) this.log.noRoomFor(this.outbox);
  }

  private refuse(hook: RoutedHook, why: string): void {
    this.outbox.dropped++;
    this.access.refuse(notSent(why), hook);
  }
}
