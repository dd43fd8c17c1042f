import { ClientNats, ServerNats, type NatsOptions } from '@nestjs/microservices';
import { CONNECT_TIMEOUT, type LinkEvents } from './broker-link.js';
import { NestLink } from './nest-link.js';

/** What is used of a connection of the package `@nats-io/transport-node`. */
interface NativeConnection {
  readonly info?: { readonly max_payload?: number };
  publish(subject: string, message: string): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface NativeMessage {
  readonly data: Uint8Array;
}

class RelayServerNats extends ServerNats {
  constructor(
    options: object,
    private readonly onMessage: LinkEvents['onMessage'],
  ) {
    super(options);
  }

  override async handleMessage(_channel: string, { data }: NativeMessage): Promise<void> {
    this.onMessage(data);
  }
}

/** A link with a NATS server. */
export class NatsLink extends NestLink<NativeConnection> {
  constructor(topic: string, options: NonNullable<NatsOptions['options']>, events: LinkEvents) {
    // An attempt cannot be ended from outside. (Where a server stands still, this ends it, and the client keeps the socket.)
    const timeout = Math.min(options.timeout ?? CONNECT_TIMEOUT, CONNECT_TIMEOUT);
    const once = { ...options, timeout, reconnect: false, waitOnFirstConnect: false, gracefulShutdown: false };
    super(topic, new ClientNats(once), new RelayServerNats(once, events.onMessage), events);
  }

  /** A server answers a ping after everything that was sent before it. */
  async send(messages: readonly string[]): Promise<void> {
    const native = this.client.unwrap<NativeConnection>();
    for (const message of messages) native.publish(this.topic, message);
    await native.flush();
  }

  protected override destroyNative(native: NativeConnection): void {
    void native.close().catch(() => {});
  }

  protected override async prepare(): Promise<void> {
    this.maxMessageBytes = this.client.unwrap<NativeConnection>().info?.max_payload;
    await this.server.unwrap<NativeConnection>().flush();
  }
}
