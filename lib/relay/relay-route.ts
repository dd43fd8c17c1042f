import { Transport } from '@nestjs/microservices';
import type { BroadcastRoute, EventTaker, HealthInfo, RouteAccess, RoutedHook, RouteStatus } from '../index.js';
import { BrokerConnection } from './broker/broker-connection.js';
import { makeLink } from './broker/make-link.js';
import type { HookSelection } from './hook-selection.js';
import { MessageReader } from './message-reader.js';
import { MessageWriter, typeOf } from './message-writer.js';
import { Outbox } from './outbox.js';
import type { ResolvedRelayOptions } from './plugin-relay.options.js';
import { notSent } from './not-sent.js';
import { reasonOf } from './reason.js';
import { Receiver } from './receiver.js';
import type { RelayFigures } from './relay-figures.js';
import { RelayLog } from './relay-log.js';
import { Sender } from './sender.js';
import type { TraceContext } from './trace-context.js';
import { within } from './within.js';

/**
 * How long nothing is sent once the broker is back, in milliseconds: the other instances try once a second, and they never hear
 * what is sent before they have subscribed again.
 */
const SETTLE_TIME = 2500;
/** A broker that has confirmed nothing for so long counts as one that stands still, in milliseconds. */
const STALLED_AFTER = 5000;

/** The way of broadcasts to the other instances, and of theirs to this one. */
export class RelayRoute implements BroadcastRoute {
  private readonly hooks = new Map<string, RoutedHook>();
  private readonly connection: BrokerConnection;
  private readonly outbox: Outbox;
  private readonly sender: Sender;
  private readonly receiver: Receiver;
  private readonly log: RelayLog;
  /** Whether it is connected, and since when it is, or is not. */
  private link: { readonly isUp: boolean; readonly since: Date; readonly reason: string | undefined };
  private isOpen = false;
  private isReleased = false;
  private isClosed = false;
  private settling: NodeJS.Timeout | undefined;
  private waiters: (() => void)[] = [];

  /** @param source this instance */
  constructor(
    options: ResolvedRelayOptions,
    private readonly selection: HookSelection,
    source: string,
    traces: TraceContext,
    access: RouteAccess,
  ) {
    const { broker, topic, maxMessageBytes } = options;
    const writer = new MessageWriter(source);
    const reader = new MessageReader(this.hooks, maxMessageBytes);
    this.link = { isUp: false, since: new Date(), reason: 'it has not been connected yet' };
    this.log = new RelayLog(access, { transport: Transport[broker.transport], topic, source });
    this.receiver = new Receiver(writer, reader, traces, access, this.log);
    this.connection = new BrokerConnection((events, attempt) => makeLink(broker, topic, events, attempt), {
      onMessage: (message) => this.receiver.take(message),
      onUp: (isFirst) => this.up(isFirst),
      onDown: (reason) => this.down(reason),
    });
    this.outbox = new Outbox(options, this.connection, {
      onRefused: (error) => this.log.refused(error),
      onGivenUp: (reason) => access.refuse(notSent(reasonOf(reason))),
      onEmpty: () => this.log.emptied(this.outbox.dropped),
    });
    this.sender = new Sender(writer, this.outbox, traces, maxMessageBytes, access, this.log);
  }

  takerFor(hook: RoutedHook): EventTaker | undefined {
    if (!this.selection.has(hook)) return undefined;
    this.hooks.set(typeOf(hook), hook);
    return this.sender.takerFor(hook);
  }

  open(): void {
    this.isOpen = true;
    this.connectIfReady();
  }

  /** The options were looked through: it may connect, once the application has started. */
  release(): void {
    this.isReleased = true;
    this.connectIfReady();
  }

  beginShutdown(): void {
    this.receiver.stop();
  }

  /** Where the broker is away it is not waited for: it may be away for long, and every deployment would take longer. */
  async close(timeLeft: number): Promise<void> {
    clearTimeout(this.settling);
    this.sender.flush();
    if (this.link.isUp) this.outbox.resume();
    await within(timeLeft, this.outbox.whenIdle(), 'not everything was sent').catch(() => {});
    this.log.abandoned(this.outbox.clear());
    await this.connection.close();
    this.link = { isUp: false, since: new Date(), reason: 'the application has shut down' };
    this.isClosed = true;
    this.log.flush();
    this.wake();
  }

  /** Settles once the broker is connected, or the application has shut down. */
  whenConnected(): Promise<void> {
    if (this.link.isUp || this.isClosed) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  status(): RouteStatus {
    // First, for it writes what was just published: perhaps there is no room for it.
    const figures = this.figures();
    return { ...this.health(), figures };
  }

  /** What was counted. */
  figures(): RelayFigures {
    this.sender.write();
    const { sent, waiting, dropped } = this.outbox;
    const { received, ignored, refused, arrivals } = this.receiver;
    const { missed, repeated } = arrivals;
    return { sent, waiting, dropped, received, ignored, refused, missed, repeated };
  }

  private health(): HealthInfo {
    const { isUp, since, reason } = this.link;
    if (!isUp) return { status: 'degraded', since, reason: `no broker: ${reason}` };
    if (this.connection.isBlocked)
      return { status: 'degraded', since, reason: 'the broker is full, and takes nothing' };
    const { unconfirmedSince } = this.outbox;
    const silence = unconfirmedSince === undefined ? 0 : performance.now() - unconfirmedSince;
    if (silence >= STALLED_AFTER) {
      return { status: 'degraded', since: new Date(Date.now() - silence), reason: 'the broker confirms nothing' };
    }
    if (this.log.refusal !== undefined) {
      return { status: 'degraded', since, reason: `the broker refuses events: ${this.log.refusal}` };
    }
    if (this.log.isDropping) return { status: 'degraded', since, reason: 'events are dropped: too many wait' };
    return { status: 'operational', since, reason };
  }

  /** Two modules bootstrap in no certain order, and the later of the two has it connect. */
  private connectIfReady(): void {
    if (this.isOpen && this.isReleased) this.connection.open();
  }

  private up(isFirst: boolean): void {
    this.link = { isUp: true, since: new Date(), reason: isFirst ? undefined : 'the broker is back' };
    this.log.up(this.outbox);
    this.wake();
    if (isFirst) this.outbox.resume();
    else this.settling = setTimeout(() => this.outbox.resume(), SETTLE_TIME);
  }

  private down(reason: string): void {
    clearTimeout(this.settling);
    this.outbox.pause();
    this.link = { isUp: false, since: this.link.isUp ? new Date() : this.link.since, reason };
    this.log.down(reason);
  }

  private wake(): void {
    const { waiters } = this;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }
}
