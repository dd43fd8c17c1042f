import { ClientRedis, ServerRedis, type RedisOptions } from '@nestjs/microservices';
import type { LinkEvents } from './broker-link.js';
import { NestLink } from './nest-link.js';

/** What is used of a client of the package `ioredis`. */
interface NativeClient {
  pipeline(): NativePipeline;
  subscribe(channel: string): Promise<unknown>;
  on(event: 'message', told: (channel: string, message: string) => void): unknown;
  disconnect(): void;
}

interface NativePipeline {
  publish(channel: string, message: string): unknown;
  exec(): Promise<readonly (readonly [Error | null, unknown])[] | null>;
}

class RelayServerRedis extends ServerRedis {
  subscriber: NativeClient | undefined;

  constructor(
    options: object,
    private readonly onMessage: LinkEvents['onMessage'],
  ) {
    super(options);
  }

  /** Nest subscribes here and drops the answer: a server that forbids it would end the process. See {@link RedisLink.prepare}. */
  override bindEvents(subscriber: NativeClient): void {
    this.subscriber = subscriber;
    subscriber.on('message', (_channel, message) => this.onMessage(message));
  }
}

/** A link with a Redis server. */
export class RedisLink extends NestLink<NativeClient[], ClientRedis, RelayServerRedis> {
  constructor(topic: string, options: NonNullable<RedisOptions['options']>, events: LinkEvents) {
    const once = { ...options, retryAttempts: 0, wildcards: false, returnBuffers: false };
    super(topic, new ClientRedis(once), new RelayServerRedis(once, events.onMessage), events);
  }

  /** A server answers each command, and a pipeline sends all of them at once. */
  async send(messages: readonly string[]): Promise<void> {
    const [publisher] = this.client.unwrap<[NativeClient, NativeClient]>();
    const pipeline = publisher.pipeline();
    for (const message of messages) pipeline.publish(this.topic, message);
    const results = await pipeline.exec();
    const failure = results?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
  }

  protected override destroyNative(natives: NativeClient[]): void {
    for (const native of natives) native.disconnect();
  }

  protected override async prepare(): Promise<void> {
    await this.server.subscriber?.subscribe(this.topic);
  }
}
