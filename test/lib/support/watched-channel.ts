import { tracingChannel, type TracingChannelSubscribers } from 'node:diagnostics_channel';
import type { DeliveryMessage } from 'nestjs-plugin-system';

/** The channel as anybody finds it who knows its name and nothing of the library. */
export const channel = tracingChannel<object, DeliveryMessage>('nestjs-plugin-system:delivery');

/** One of the five events that tell of a delivery. */
export interface ChannelEvent {
  readonly event: 'start' | 'end' | 'asyncStart' | 'asyncEnd' | 'error';
  readonly message: DeliveryMessage;
  /** What the message said when it came: it is one object, and changes. */
  readonly was: DeliveryMessage;
}

/** A subscriber of the tracing channel that keeps what it is told, until it is stopped. */
export class WatchedChannel {
  readonly events: ChannelEvent[] = [];
  /** Each event with the outcome that it had: `end delivered`. A test may add what happened in between. */
  readonly told: string[] = [];
  private readonly subscribers: TracingChannelSubscribers<DeliveryMessage> = {
    start: (message) => this.keep('start', message),
    end: (message) => this.keep('end', message),
    asyncStart: (message) => this.keep('asyncStart', message),
    asyncEnd: (message) => this.keep('asyncEnd', message),
    error: (message) => this.keep('error', message),
  };

  constructor() {
    channel.subscribe(this.subscribers);
  }

  /** What was told of one plugin. */
  toldOf(plugin: string): string[] {
    return this.events.filter(({ message }) => message.plugin === plugin).map(textOf);
  }

  /** What was told of each delivery, in the order in which they began. */
  perDelivery(): string[] {
    const byMessage = new Map<DeliveryMessage, string[]>();
    for (const each of this.events) {
      byMessage.set(each.message, [...(byMessage.get(each.message) ?? []), textOf(each)]);
    }
    return Array.from(byMessage.values(), (events) => events.join(', '));
  }

  stop(): void {
    channel.unsubscribe(this.subscribers);
  }

  private keep(event: ChannelEvent['event'], message: DeliveryMessage): void {
    const kept = { event, message, was: { ...message } };
    this.events.push(kept);
    this.told.push(textOf(kept));
  }
}

function textOf({ event, was }: ChannelEvent): string {
  return was.outcome === undefined ? event : `${event} ${was.outcome}`;
}
