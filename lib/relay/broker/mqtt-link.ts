import { ClientMqtt, ServerMqtt, type MqttOptions } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import type { LinkEvents } from './broker-link.js';
import { NestLink } from './nest-link.js';

/** What is used of a client of the package `mqtt`. */
interface NativeClient {
  publish(topic: string, message: string, options: { qos: 1 }, callback: (error?: Error) => void): unknown;
  subscribeAsync(topic: string, options: object | undefined): Promise<unknown>;
  end(force: boolean): unknown;
}

class RelayServerMqtt extends ServerMqtt {
  constructor(
    options: object,
    private readonly onMessage: LinkEvents['onMessage'],
  ) {
    super(options);
  }

  override async handleMessage(_channel: string, message: Buffer): Promise<void> {
    this.onMessage(message);
  }
}

/** A link with an MQTT broker. */
export class MqttLink extends NestLink {
  private readonly subscribeOptions: object | undefined;

  constructor(topic: string, options: NonNullable<MqttOptions['options']>, events: LinkEvents) {
    const once = { ...options, clean: true, reconnectPeriod: 0, maxConnectionAttempts: 1 };
    super(
      topic,
      new ClientMqtt({ ...once, clientId: clientIdOf(options.clientId) }),
      new RelayServerMqtt({ ...once, clientId: clientIdOf(options.clientId) }, events.onMessage),
      events,
    );
    this.subscribeOptions = options.subscribeOptions;
  }

  /** With quality of service 1: with 0 nobody says whether the broker got a message. */
  async send(messages: readonly string[]): Promise<void> {
    const native = this.client.unwrap<NativeClient>();
    await Promise.all(
      messages.map(
        (message) =>
          new Promise<void>((resolve, reject) => {
            native.publish(this.topic, message, { qos: 1 }, (error) => (error ? reject(error) : resolve()));
          }),
      ),
    );
  }

  destroy(): void {
    for (const part of [this.client, this.server]) part.unwrap<NativeClient>().end(true);
  }

  /** Nest subscribes without waiting for the answer. Once more does no harm. */
  protected override async prepare(): Promise<void> {
    await this.server.unwrap<NativeClient>().subscribeAsync(this.topic, this.subscribeOptions);
  }
}

/** A broker closes the older of two connections that have the same id, and these are two for each instance. */
function clientIdOf(name = 'plugin-relay'): string {
  return `${name}-${randomUUID().slice(0, 8)}`;
}
