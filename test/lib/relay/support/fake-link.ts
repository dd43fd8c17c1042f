import type { BrokerLink, LinkEvents } from '../../../../lib/relay/broker/broker-link.js';
import { Deferred } from '../../support/dispatch-fixture.js';

/** Stands in for one connection with a broker: a test says how each step of it ends. */
export class FakeLink implements BrokerLink {
  maxMessageBytes: number | undefined;
  isBlocked = false;
  readonly opened = new Deferred();
  readonly closed = new Deferred();
  /** The steps that were taken, in their order. */
  readonly steps: string[] = [];
  readonly sent: (readonly string[])[] = [];
  /** How the batch that was sent last ends. */
  answer = new Deferred();

  /** @param attempt how many there were before */
  constructor(
    readonly events: LinkEvents,
    readonly attempt = 0,
  ) {}

  open(): Promise<void> {
    this.steps.push('open');
    return this.opened.promise;
  }

  send(messages: readonly string[]): Promise<void> {
    this.sent.push(messages);
    this.answer = new Deferred();
    return this.answer.promise;
  }

  close(): Promise<void> {
    this.steps.push('close');
    return this.closed.promise;
  }

  destroy(): void {
    this.steps.push('destroy');
  }
}
