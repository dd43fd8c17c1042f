import { ClientMqtt, ServerMqtt, type MqttOptions } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import { CONNECT_TIMEOUT, type LinkEvents } from './broker-link.js';
import { NestLink } from './nest-link.js';

/** What is used of a client of the package `mqtt`. */
interface NativeClient {
  publish(topic: string, message: string, options: { qos: 0 | 1 }, callback: (error?: Error) => void): unknown;
  subscribeAsync(topic: string, options: object | undefined): Promise<unknown>;
  readonly stream?: { destroy(): void };
}

/** Both keep what they have made: Nest forgets it when it has said goodbye, whether the broker has answered or not. */
class RelayClientMqtt extends ClientMqtt {
  native: NativeClient | undefined;

  override createClient(): NativeClient {
    this.native = super.createClient() as NativeClient;
    return this.native;
  }
}

class RelayServerMqtt extends ServerMqtt {
  native: NativeClient | undefined;

  constructor(
    options: object,
    private readonly onMessage: LinkEvents['onMessage'],
  ) {
    super(options);
  }

  override async createMqttClient(): Promise<NativeClient> {
    this.native = (await super.createMqttClient()) as NativeClient;
    return this.native;
  }

  override async handleMessage(_channel: string, message: Buffer): Promise<void> {
    this.onMessage(message);
  }
}

/** A link with an MQTT broker. */
export class MqttLink extends NestLink<NativeClient, RelayClientMqtt, RelayServerMqtt> {
  private readonly subscribeOptions: object | undefined;

  constructor(topic: string, options: NonNullable<MqttOptions['options']>, events: LinkEvents) {
    const connectTimeout = Math.min(options.connectTimeout ?? CONNECT_TIMEOUT, CONNECT_TIMEOUT);
    const once = { ...options, connectTimeout, clean: true, reconnectPeriod: 0, maxConnectionAttempts: 1 };
    const client = new RelayClientMqtt({ ...once, clientId: clientIdOf(options.clientId) });
    const server = new RelayServerMqtt({ ...once, clientId: clientIdOf(options.clientId) }, events.onMessage);
    super(topic, client, server, events);
    this.subscribeOptions = options.subscribeOptions;
  }

  /**
   * The last one with quality of service 1, which the broker confirms, and it has those before it by then. Were each confirmed, all
   * would wait for 40 ms: the broker's TCP holds small answers back (Nagle) until this side has acknowledged the first of them.
   */
  async send(messages: readonly string[]): Promise<void> {
    const native = this.client.unwrap<NativeClient>();
    await new Promise<void>((resolve, reject) => {
      const last = messages.length - 1;
      messages.forEach((message, index) => {
        native.publish(this.topic, message, { qos: index === last ? 1 : 0 }, (error) => {
          if (error) reject(error);
          else if (index === last) resolve();
        });
      });
    });
  }

  protected override natives(): NativeClient[] {
    return [this.client.native, this.server.native].filter((native) => native !== undefined);
  }

  /** `end(true)` does nothing where `end()` still waits for an answer. */
  protected override destroyNative({ stream }: NativeClient): void {
    stream?.destroy();
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
