import type { EventTaker, RouteAccess, RoutedHook } from '../index.js';
import type { MessageWriter } from './message-writer.js';
import { notSent } from './not-sent.js';
import type { Outbox } from './outbox.js';
import type { RelayLog } from './relay-log.js';
import type { TraceContext } from './trace-context.js';

/** Makes messages of the events that are published here. */
export class Sender {
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
    return (payload, id, occurredAt) => this.take(hook, head, payload, id, occurredAt);
  }

  private take(hook: RoutedHook, head: string, payload: unknown, id: string, occurredAt: number): void {
    // Plain JavaScript can publish with anything for an id, and CloudEvents asks for a text that is not empty.
    if (typeof id !== 'string' || id === '') {
      this.refuse(hook, 'the id that its publisher gave is no text, or an empty one');
      return;
    }
    const message = this.writer.write(head, payload, id, occurredAt, this.traces.current());
    const bytes = Buffer.byteLength(message);
    if (bytes > this.maxBytes) this.refuse(hook, `it is larger than ${this.maxBytes} bytes (option maxMessageBytes)`);
    else if (!this.outbox.add(message, bytes)) this.log.noRoomFor(this.outbox);
  }

  private refuse(hook: RoutedHook, why: string): void {
    this.outbox.dropped++;
    this.access.refuse(notSent(why), hook);
  }
}
