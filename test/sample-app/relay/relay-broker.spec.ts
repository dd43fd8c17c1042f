import { Transport } from '@nestjs/microservices';

import { InvalidRelayError, readRelayBroker } from '../../../sample-app/relay/relay-broker.js';

describe('readRelayBroker', () => {
  it.each([undefined, ''])('has no broker for %p', (text) => {
    expect(readRelayBroker(text)).toBeUndefined();
  });

  it.each([
    ['mqtt://127.0.0.1:1883', Transport.MQTT, { url: 'mqtt://127.0.0.1:1883' }],
    ['mqtt://broker', Transport.MQTT, { url: 'mqtt://broker' }],
    ['mqtt://[::1]:1883/', Transport.MQTT, { url: 'mqtt://[::1]:1883' }],
    ['nats://127.0.0.1:4222', Transport.NATS, { servers: '127.0.0.1:4222' }],
    ['redis://127.0.0.1:6379', Transport.REDIS, { host: '127.0.0.1', port: 6379 }],
    ['redis://[::1]', Transport.REDIS, { host: '::1', port: 6379 }],
    ['amqp://127.0.0.1:5672', Transport.RMQ, { urls: ['amqp://127.0.0.1:5672'] }],
    ['amqp://broker/vhost', Transport.RMQ, { urls: ['amqp://broker/vhost'] }],
  ])('takes %s', (text, transport, options) => {
    const broker = readRelayBroker(text);

    expect(broker?.transport).toBe(transport);
    expect(broker?.options).toEqual(options);
  });

  it.each([
    ['mqtt', { url: 'mqtt://host:1', username: 'al@ice', password: 'a:b/c' }],
    ['nats', { servers: 'host:1', user: 'al@ice', pass: 'a:b/c' }],
    ['redis', { host: 'host', port: 1, username: 'al@ice', password: 'a:b/c' }],
    ['amqp', { urls: ['amqp://al%40ice:a%3Ab%2Fc@host:1'] }],
  ])('hands user and password on to the client of %s', (scheme, options) => {
    expect(readRelayBroker(`${scheme}://al%40ice:a%3Ab%2Fc@host:1`)?.options).toEqual(options);
  });

  it('takes a password without a user, as Redis has it', () => {
    expect(readRelayBroker('redis://:secret@host')?.options).toEqual({ host: 'host', port: 6379, password: 'secret' });
  });

  it.each([
    'on',
    '1883',
    'localhost:1883',
    'mqtt:',
    'mqtt://',
    'mqtt:localhost',
    'mqtt://host:99999',
    'mqtt://host/topic',
    'nats://host?tls=1',
    'redis://host#1',
    'redis://host/1',
    'mqtt://user:100%zz@host',
    'http://host',
    'kafka://host:9092',
    'mqtt://one,mqtt://two',
  ])('refuses %p in one line that names the variable', (text) => {
    expect(() => readRelayBroker(text)).toThrow(InvalidRelayError);
    expect(() => readRelayBroker(text)).toThrow(/^RELAY must be the address of a broker, .+$/);
  });

  it('does not repeat what it refuses, which may hold a password', () => {
    expect(() => readRelayBroker('mqtts://alice:secret@host')).toThrow(/^(?!.*secret)/);
  });
});
