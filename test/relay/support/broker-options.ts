import { Transport } from '@nestjs/microservices';
import type { RelayBroker } from 'nestjs-plugin-system/relay';
import type { Broker } from '../../../bench/brokers/broker.js';

/** What `PluginRelayModule.forRoot()` is given to reach a broker. */
export function brokerOptions({ name, url, port }: Pick<Broker, 'name' | 'url' | 'port'>): RelayBroker {
  switch (name) {
    case 'mqtt':
      return { transport: Transport.MQTT, options: { url } };
    case 'nats':
      return { transport: Transport.NATS, options: { servers: url } };
    case 'redis':
      return { transport: Transport.REDIS, options: { host: '127.0.0.1', port } };
    case 'rmq':
      return { transport: Transport.RMQ, options: { urls: [url] } };
  }
}
