import type { BrokerName } from '../../brokers/broker-recipes.js';
import type { BrokerWriter } from './broker-writer.js';
import { writeToMqtt } from './writers/mqtt.js';
import { writeToNats } from './writers/nats.js';
import { writeToRedis } from './writers/redis.js';
import { writeToRmq } from './writers/rmq.js';

const WRITERS: Readonly<Record<BrokerName, (port: number) => Promise<BrokerWriter>>> = {
  mqtt: writeToMqtt,
  nats: writeToNats,
  redis: writeToRedis,
  rmq: writeToRmq,
};

/** Connects with a broker, by its own client. */
export function makeWriter(broker: BrokerName, port: number): Promise<BrokerWriter> {
  return WRITERS[broker](port);
}
