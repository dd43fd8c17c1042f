import type { BrokerName } from '../../../../bench/brokers/broker-recipes.js';
import type { Broker } from '../../../../bench/brokers/broker.js';
import type { BrokerClient } from './broker-client.js';
import { connectMqtt } from './clients/mqtt-client.js';
import { connectNats } from './clients/nats-client.js';
import { connectRedis } from './clients/redis-client.js';
import { connectRmq } from './clients/rmq-client.js';

const CONNECT: Record<BrokerName, (url: string) => Promise<BrokerClient>> = {
  mqtt: connectMqtt,
  nats: connectNats,
  redis: connectRedis,
  rmq: connectRmq,
};

/** Connects with the client that applications use for this kind of broker. Rejects when it is not let in. */
export function connectTo({ name, url }: Broker): Promise<BrokerClient> {
  return CONNECT[name](url);
}
