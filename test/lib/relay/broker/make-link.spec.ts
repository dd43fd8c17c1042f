import { Transport } from '@nestjs/microservices';
import { makeLink } from '../../../../lib/relay/broker/make-link.js';
import { MqttLink } from '../../../../lib/relay/broker/mqtt-link.js';
import { NatsLink } from '../../../../lib/relay/broker/nats-link.js';
import { RedisLink } from '../../../../lib/relay/broker/redis-link.js';
import { RmqLink } from '../../../../lib/relay/broker/rmq-link.js';
import type { RelayBroker } from '../../../../lib/relay/plugin-relay.options.js';

const EVENTS = { onMessage: () => {}, onLost: () => {} };

/** An option of the client, and of the server, of the link of an attempt. None of them connects. */
function given(broker: RelayBroker, name: string, attempt: number): unknown[] {
  const link = makeLink(broker, 't', EVENTS, attempt);
  return ['client', 'server'].map((part) => {
    const { options } = Reflect.get(link, part) as { options: Readonly<Record<string, unknown>> };
    return options[name];
  });
}

const mqtt = (servers: string[]): RelayBroker => ({
  transport: Transport.MQTT,
  options: { servers: servers.map((host) => ({ host, port: 1883 })) },
});
const rmq = (urls: string[]): RelayBroker => ({ transport: Transport.RMQ, options: { urls } });

describe('the link of an attempt', () => {
  it.each<[RelayBroker['transport'], unknown]>([
    [Transport.NATS, NatsLink],
    [Transport.REDIS, RedisLink],
    [Transport.MQTT, MqttLink],
    [Transport.RMQ, RmqLink],
  ])('is one of its transport, with or without options: %p', (transport, Link) => {
    for (const options of [{}, undefined]) {
      const link = makeLink({ transport, options }, 't', EVENTS, 0);
      expect(link.constructor).toBe(Link);
    }
  });

  it.each([
    [0, ['a', 'b', 'c']],
    [1, ['b', 'c', 'a']],
    [2, ['c', 'a', 'b']],
    [3, ['a', 'b', 'c']],
    [1000, ['b', 'c', 'a']],
  ])('begins with the next of the urls of RabbitMQ: attempt %p', (attempt, urls) => {
    expect(given(rmq(['a', 'b', 'c']), 'urls', attempt)).toEqual([urls, urls]);
  });

  it.each([
    [0, ['a', 'b']],
    [1, ['b', 'a']],
    [2, ['a', 'b']],
  ])('begins with the next of the servers of MQTT: attempt %p', (attempt, hosts) => {
    const servers = hosts.map((host) => ({ host, port: 1883 }));
    expect(given(mqtt(['a', 'b']), 'servers', attempt)).toEqual([servers, servers]);
  });

  it('leaves the options as they are', () => {
    const broker = rmq(['a', 'b']);
    given(broker, 'urls', 1);
    expect(broker).toEqual(rmq(['a', 'b']));
  });

  it('takes the only server each time', () => {
    expect(given(rmq(['a']), 'urls', 1)).toEqual([['a'], ['a']]);
  });

  it('leaves the servers of NATS to its client, which tries one after the other', () => {
    const servers = ['a', 'b'];
    const broker: RelayBroker = { transport: Transport.NATS, options: { servers } };
    expect(given(broker, 'servers', 1)).toEqual([servers, servers]);
  });
});
