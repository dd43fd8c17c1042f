import { Transport } from '@nestjs/microservices';
import { brokerOptions } from '../../../bench/speed/contenders/broker-options.js';

it.each([
  ['mqtt', 'mqtt://127.0.0.1:1', Transport.MQTT, { url: 'mqtt://127.0.0.1:1' }],
  ['nats', 'nats://127.0.0.1:2', Transport.NATS, { servers: 'nats://127.0.0.1:2' }],
  ['redis', 'redis://127.0.0.1:3', Transport.REDIS, { host: '127.0.0.1', port: 3 }],
  ['rmq', 'amqp://127.0.0.1:4', Transport.RMQ, { urls: ['amqp://127.0.0.1:4'] }],
] as const)('tells Nest of %s at %s', (broker, url, transport, options) => {
  expect(brokerOptions(broker, url)).toEqual({ transport, options });
});
