import { Transport } from '@nestjs/microservices';
import type { RelayBroker } from '../plugin-relay.options.js';
import type { BrokerLink, LinkEvents } from './broker-link.js';
import { MqttLink } from './mqtt-link.js';
import { NatsLink } from './nats-link.js';
import { RedisLink } from './redis-link.js';
import { RmqLink } from './rmq-link.js';

/** Makes a link with the broker that the options name. The packages must be there: see `checkPackages()`. */
export function makeLink(broker: RelayBroker, topic: string, events: LinkEvents): BrokerLink {
  switch (broker.transport) {
    case Transport.NATS:
      return new NatsLink(topic, broker.options ?? {}, events);
    case Transport.REDIS:
      return new RedisLink(topic, broker.options ?? {}, events);
    case Transport.MQTT:
      return new MqttLink(topic, broker.options ?? {}, events);
    case Transport.RMQ:
      return new RmqLink(topic, broker.options ?? {}, events);
  }
}
