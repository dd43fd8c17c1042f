import { Transport } from '@nestjs/microservices';
import type { RelayBroker } from '../plugin-relay.options.js';
import type { BrokerLink, LinkEvents } from './broker-link.js';
import { MqttLink } from './mqtt-link.js';
import { NatsLink } from './nats-link.js';
import { RedisLink } from './redis-link.js';
import { RmqLink } from './rmq-link.js';

/**
 * Makes a link with the broker that the options name. The packages must be there: see `checkPackages()`.
 *
 * @param attempt how many links there were before: where the options name several servers, each attempt begins with the next
 */
export function makeLink(broker: RelayBroker, topic: string, events: LinkEvents, attempt: number): BrokerLink {
  switch (broker.transport) {
    case Transport.NATS:
      return new NatsLink(topic, broker.options ?? {}, events);
    case Transport.REDIS:
      return new RedisLink(topic, broker.options ?? {}, events);
    case Transport.MQTT:
      return new MqttLink(topic, rotated(broker.options ?? {}, 'servers', attempt), events);
    case Transport.RMQ:
      return new RmqLink(topic, rotated(broker.options ?? {}, 'urls', attempt), events);
  }
}

/** The clients of NATS and Redis try one server after the other; these two try the first, and the rest when they reconnect. */
function rotated<Options extends object>(options: Options, name: keyof Options, attempt: number): Options {
  const value: unknown = options[name];
  const servers: readonly unknown[] = Array.isArray(value) ? value : [];
  if (servers.length < 2) return options;
  const first = attempt % servers.length;
  return { ...options, [name]: [...servers.slice(first), ...servers.slice(0, first)] };
}
