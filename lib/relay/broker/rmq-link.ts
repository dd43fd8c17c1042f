import { ClientRMQ, ServerRMQ, type RmqOptions } from '@nestjs/microservices';
import { CONNECT_TIMEOUT, type LinkEvents } from './broker-link.js';
import { NestLink } from './nest-link.js';

/** What is used of a connection of the package `amqp-connection-manager`. */
interface NativeManager {
  createChannel(options: { json: false; confirm: true }): NativeChannel;
  close(): Promise<void>;
  readonly connection?: { readonly connection?: { readonly stream?: { destroy(error: Error): void } } };
}

interface NativeChannel {
  waitForConnect(): Promise<void>;
  publish(exchange: string, routingKey: string, content: Buffer, options: object): Promise<unknown>;
}

interface NativeMessage {
  readonly content: Buffer;
}

/**
 * Both keep the manager of their connection. Nest closes its channel first, which does not settle where the connection is gone:
 * it would never come to the manager, and that would connect again, five seconds later, for as long as the process lives.
 */
class RelayClientRmq extends ClientRMQ {
  manager: NativeManager | undefined;

  override createClient(): NativeManager {
    this.manager = super.createClient() as NativeManager;
    return this.manager;
  }
}

class RelayServerRmq extends ServerRMQ {
  manager: NativeManager | undefined;

  constructor(
    options: object,
    private readonly events: LinkEvents,
  ) {
    super(options);
  }

  override async createClient<T>(): Promise<T> {
    const manager = await super.createClient<T & NativeManager>();
    this.manager = manager;
    return manager;
  }

  override async handleMessage(message: Partial<NativeMessage> | null): Promise<void> {
    if (message?.content === undefined) this.events.onLost('the queue of this instance was deleted');
    else this.events.onMessage(message.content);
  }
}

/** A link with RabbitMQ: every instance has a queue of its own on one fanout exchange. */
export class RmqLink extends NestLink<NativeManager, RelayClientRmq, RelayServerRmq> {
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
      socketOptions: socketOptionsOf(options.socketOptions),
    };
    super(topic, new RelayClientRmq(once), new RelayServerRmq(once, events), events);
  }

  /** The broker confirms each message. */
  async send(messages: readonly string[]): Promise<void> {
    const { channel } = this;
    if (channel === undefined) throw new Error('there is no channel');
    const options = { contentType: 'application/cloudevents+json', persistent: false };
    await Promise.all(messages.map((message) => channel.publish(this.topic, '', Buffer.from(message), options)));
  }

  override async close(): Promise<void> {
    await Promise.allSettled(this.natives().map((manager) => manager.close()));
  }

  protected override natives(): NativeManager[] {
    return [this.client.manager, this.server.manager].filter((manager) => manager !== undefined);
  }

  protected override destroyNative({ connection }: NativeManager): void {
    // With an error: else amqplib goes on looking for a sign of life, and keeps the process alive with it.
    connection?.connection?.stream?.destroy(new Error('the connection was ended'));
  }

  protected override async prepare(): Promise<void> {
    this.channel = this.client.unwrap<NativeManager>().createChannel({ json: false, confirm: true });
    await this.channel.waitForConnect();
  }
}

function socketOptionsOf(options: NonNullable<RmqOptions['options']>['socketOptions']) {
  return {
    // A client gives a server up after two of these, and 5 is the default: one that stands still for ten seconds would cost events.
    heartbeatIntervalInSeconds: 15,
    ...options,
    // Where a server stands still, nothing else ends an attempt.
    connectionOptions: { timeout: CONNECT_TIMEOUT, ...options?.connectionOptions },
    // Where the first attempt fails, Nest ends the manager too early for it to forget this, and the process would wait for it.
    reconnectTimeInSeconds: 1,
  };
}
