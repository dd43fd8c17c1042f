import { Transport } from '@nestjs/microservices';
import type { RelayBroker } from 'nestjs-plugin-system/relay';

import type { InstanceSettings } from './instance-settings.js';

/** The broker as Nest is told of it. */
export function brokerOptions({ broker, port }: Pick<InstanceSettings, 'broker' | 'port'>): RelayBroker {
  const host = '127.0.0.1';
  switch (broker) {
    case 'mqtt':
      return { transport: Transport.MQTT, options: { url: `mqtt://${host}:${port}` } };
    case 'nats':
      return { transport: Transport.NATS, options: { servers: `nats://${host}:${port}` } };
    case 'redis':
      return { transport: Transport.REDIS, options: { host, port } };
    case 'rmq':
      return { transport: Transport.RMQ, options: { urls: [`amqp://${host}:${port}`] } };
  }
}
