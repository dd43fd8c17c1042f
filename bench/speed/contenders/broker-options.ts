import { Transport } from '@nestjs/microservices';
import type { RelayBroker } from 'nestjs-plugin-system/relay';
import type { BrokerName } from '../../brokers/broker-recipes.js';

/**
 * What Nest's clients and servers, and the relay, need to be told of a broker.
 *
 * @param url where it is
 */
export function brokerOptions(broker: BrokerName, url: string): RelayBroker {
  const { hostname, port } = new URL(url);
  switch (broker) {
    case 'mqtt':
      return { transport: Transport.MQTT, options: { url } };
    case 'nats':
      return { transport: Transport.NATS, options: { servers: url } };
    case 'redis':
      return { transport: Transport.REDIS, options: { host: hostname, port: Number(port) } };
    case 'rmq':
      return { transport: Transport.RMQ, options: { urls: [url] } };
  }
}
