import { ClientNats, ServerNats, type NatsOptions } from '@nestjs/microservices';
import type { LinkEvents } from './broker-link.js';
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
export class NatsLink extends NestLink {
  constructor(topic: string, options: NonNullable<NatsOptions['options']>, events: LinkEvents) {
    const once = { ...options, reconnect: false, waitOnFirstConnect: false, gracefulShutdown: false };
    super(topic, new ClientNats(once), new RelayServerNats(once, events.onMessage), events);
  }

  override get maxMessageBytes(): number | undefined {
    return this.client.unwrap<NativeConnection>().info?.max_payload;
  }

  /** A server answers a ping after everything that was sent before it. */
  async send(messages: readonly string[]): Promise<void> {
    const native = this.client.unwrap<NativeConnection>();
    for (const message of messages) native.publish(this.topic, message);
    await native.flush();
  }

  destroy(): void {
    for (const part of [this.client, this.server])
      void part
        .unwrap<NativeConnection>()
        .close()
        .catch(() => {});
  }

  protected override async prepare(): Promise<void> {
    await this.server.unwrap<NativeConnection>().flush();
  }
}
