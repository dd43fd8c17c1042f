import { connect as connectNats } from '@nats-io/transport-node';
import { connect as connectRmq } from 'amqplib';
import { Redis } from 'ioredis';
import { connectAsync as connectMqtt } from 'mqtt';
import type { BrokerName } from '../../../bench/brokers/broker-recipes.js';
import type { Broker } from '../../../bench/brokers/broker.js';

/** A client of the library that is made for the broker: it writes and reads whatever it likes. */
export interface RawClient {
  /** Settles once the broker has been asked for what is sent from then on. */
  hear(take: (message: string) => void): Promise<void>;
  /** Settles once the broker has it. */
  say(message: string | Buffer): Promise<void>;
  close(): Promise<void>;
}

const CONNECT: Record<BrokerName, (url: string, topic: string) => Promise<RawClient>> = { mqtt, nats, redis, rmq };

/** Connects to where the instances of an application meet. With RabbitMQ one of them must have been there before. */
export function connectRaw({ name, url }: Broker, topic: string): Promise<RawClient> {
  return CONNECT[name](url, topic);
}

async function mqtt(url: string, topic: string): Promise<RawClient> {
  const client = await connectMqtt(url, { reconnectPeriod: 0 }, false);
  return {
    async hear(take) {
      client.on('message', (_topic, message) => take(message.toString()));
      await client.subscribeAsync(topic);
    },
    async say(message) {
      await client.publishAsync(topic, message, { qos: 1 });
    },
    close: () => client.endAsync(true),
  };
}

async function nats(url: string, topic: string): Promise<RawClient> {
  const connection = await connectNats({ servers: url, reconnect: false });
  return {
    async hear(take) {
      connection.subscribe(topic, { callback: (_error, message) => take(message.string()) });
      await connection.flush();
    },
    async say(message) {
      connection.publish(topic, message);
      await connection.flush();
    },
    close: () => connection.close(),
  };
}

async function redis(url: string, topic: string): Promise<RawClient> {
  // What listens can do nothing else.
  const [speaker, listener] = [new Redis(url, { lazyConnect: true }), new Redis(url, { lazyConnect: true })];
  await Promise.all([speaker.connect(), listener.connect()]);
  return {
    async hear(take) {
      listener.on('message', (_channel, message) => take(message));
      await listener.subscribe(topic);
    },
    async say(message) {
      await speaker.publish(topic, message);
    },
    close: async () => {
      speaker.disconnect();
      listener.disconnect();
    },
  };
}

async function rmq(url: string, topic: string): Promise<RawClient> {
  const connection = await connectRmq(url);
  const channel = await connection.createConfirmChannel();
  return {
    async hear(take) {
      const { queue } = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(queue, topic, '');
      await channel.consume(queue, (message) => take(message?.content.toString() ?? ''), { noAck: true });
    },
    async say(message) {
      channel.publish(topic, '', Buffer.from(message));
      await channel.waitForConfirms();
    },
    close: () => connection.close(),
  };
}
