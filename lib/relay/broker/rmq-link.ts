import { ClientRMQ, ServerRMQ, type RmqOptions } from '@nestjs/microservices';
import type { LinkEvents } from './broker-link.js';
import { NestLink } from './nest-link.js';

/** What is used of a connection of the package `amqp-connection-manager`. */
interface NativeManager {
  createChannel(options: { json: false; confirm: true }): NativeChannel;
  readonly connection?: { readonly connection?: { readonly stream?: { destroy(): void } } };
}

interface NativeChannel {
  waitForConnect(): Promise<void>;
  publish(exchange: string, routingKey: string, content: Buffer, options: object): Promise<unknown>;
}

interface NativeMessage {
  readonly content: Buffer;
}

class RelayServerRmq extends ServerRMQ {
  constructor(
    options: object,
    private readonly events: LinkEvents,
  ) {
    super(options);
  }

  override async handleMessage(message: Partial<NativeMessage> | null): Promise<void> {
    if (message?.content === undefined) this.events.onLost('the queue of this instance was deleted');
    else this.events.onMessage(message.content);
  }
}

/** A link with RabbitMQ: every instance has a queue of its own on one fanout exchange. */
export class RmqLink extends NestLink {
  private channel: NativeChannel | undefined;

  constructor(topic: string, options: NonNullable<RmqOptions['options']>, events: LinkEvents) {
    const once = {
      ...options,
      exchange: topic,
      exchangeType: 'fanout',
      // The broker gives it a name, and deletes it together with the connection.
      queue: '',
      queueOptions: { exclusive: true, autoDelete: true, durable: false },
      noAck: true,
      maxConnectionAttempts: 1,
    };
    super(topic, new ClientRMQ(once), new RelayServerRmq(once, events), events);
  }

  /** The broker confirms each message. */
  async send(messages: readonly string[]): Promise<void> {
    const { channel } = this;
    if (channel === undefined) throw new Error('there is no channel');
    const options = { contentType: 'application/cloudevents+json', persistent: false };
    await Promise.all(messages.map((message) => channel.publish(this.topic, '', Buffer.from(message), options)));
  }

  destroy(): void {
    for (const part of [this.client, this.server]) {
      part.unwrap<NativeManager>().connection?.connection?.stream?.destroy();
    }
  }

  protected override async prepare(): Promise<void> {
    this.channel = this.client.unwrap<NativeManager>().createChannel({ json: false, confirm: true });
    await this.channel.waitForConnect();
  }
}
