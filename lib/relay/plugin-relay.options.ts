import {
  Transport,
  type MqttOptions,
  type NatsOptions,
  type RedisOptions,
  type RmqOptions,
} from '@nestjs/microservices';
import { inspect } from 'node:util';
import { PluginSystemError, type HookKind, type HookName } from '../index.js';

/** The transports that the relay knows: those on which a broker brings a message to everybody. */
export type RelayTransport = Transport.NATS | Transport.REDIS | Transport.MQTT | Transport.RMQ;

/** Which broker, in Nest's own words: what `ClientsModule` and `connectMicroservice` take. */
export type RelayBroker =
  | (NatsOptions & { readonly transport: Transport.NATS })
  | (RedisOptions & { readonly transport: Transport.REDIS })
  | (MqttOptions & { readonly transport: Transport.MQTT })
  | (RmqOptions & { readonly transport: Transport.RMQ });

/** A hook, as `kind.hook`, or every hook of a kind. */
export type HookSelector = { [K in HookKind]: K | `${K}.${HookName<K>}` }[HookKind];

/** What the options of `PluginRelayModule.forRoot()` say besides the broker. */
export interface RelaySettings {
  /**
   * Which hooks are relayed: `{ only }` these, or all `{ except }` these, each as `kind.hook`, or as `kind` for all of its
   * hooks. A hook that is left out is neither sent nor heard from elsewhere.
   *
   * @default every hook
   */
  readonly hooks?: { readonly only: readonly HookSelector[] } | { readonly except: readonly HookSelector[] };

  /**
   * Where the instances of one application meet on the broker: the MQTT topic, the NATS subject, the Redis channel, the
   * exchange of RabbitMQ. Two applications on one broker need one each. Letters, digits, `_` and `-`, with single dots between.
   *
   * @default 'plugin-system'
   */
  readonly topic?: string;

  /**
   * How many events may wait until the broker has them; what is published beyond that is dropped and counted. Local subscribers
   * hear it all the same.
   *
   * @default 16_384
   */
  readonly maxWaiting?: number;

  /**
   * How many bytes of events may wait until the broker has them.
   *
   * @default 33_554_432 (32 MiB)
   */
  readonly maxWaitingBytes?: number;

  /**
   * The largest message that is sent or read, in bytes. NATS itself takes no more than 1 MiB unless it is told to.
   *
   * @default 1_048_576 (1 MiB)
   */
  readonly maxMessageBytes?: number;
}

/** The options of `PluginRelayModule.forRoot()`: Nest's microservice options of one transport, and a few of the relay's. */
export type PluginRelayOptions = RelayBroker & RelaySettings;

/** {@link PluginRelayOptions} with every default filled in. */
export interface ResolvedRelayOptions {
  readonly broker: RelayBroker;
  readonly hooks: { readonly only?: readonly string[]; readonly except?: readonly string[] };
  readonly topic: string;
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
  readonly maxMessageBytes: number;
}

/** The token of the {@link ResolvedRelayOptions}. */
export const RELAY_OPTIONS = Symbol('PLUGIN_RELAY_OPTIONS');

const NAMES = [
  'transport',
  'options',
  'hooks',
  'topic',
  'maxWaiting',
  'maxWaitingBytes',
  'maxMessageBytes',
] as const satisfies readonly (keyof PluginRelayOptions)[];

const TRANSPORTS: readonly unknown[] = [Transport.NATS, Transport.REDIS, Transport.MQTT, Transport.RMQ];
const WRITES_ITSELF = 'the relay writes and reads CloudEvents';
const OWN_QUEUE = 'each instance must hear every event, so the relay makes a queue for each';

/** Options of the transports that would break what the relay does, and why. */
const NOT_TO_SET: Readonly<Record<RelayTransport, Readonly<Record<string, string>>>> = {
  [Transport.NATS]: { queue: 'in a queue group only one instance would hear an event' },
  [Transport.REDIS]: { wildcards: 'the relay has one channel (option topic)' },
  [Transport.MQTT]: {},
  [Transport.RMQ]: {
    queue: OWN_QUEUE,
    queueOptions: OWN_QUEUE,
    exchange: 'it is named by the option topic',
    exchangeType: 'the relay needs a fanout exchange',
    routingKey: 'a fanout exchange has none',
    wildcards: 'a fanout exchange has none',
    noAck: 'the queue of an instance goes when it goes',
  },
};
const TOPIC = /^[\w-]+(\.[\w-]+)*$/;
const MAX_TOPIC_LENGTH = 100;
const MAX_NUMBER = 2 ** 31 - 1;

/**
 * Fills in the defaults.
 *
 * @param options `undefined` when the module was imported without `forRoot()`
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when an option is missing, unknown or of the wrong form
 */
export function resolveOptions(options: PluginRelayOptions | undefined): ResolvedRelayOptions {
  if (typeof options !== 'object' || options === null)
    throw invalid('name a broker: { transport: Transport.NATS, options: { servers } }');
  const known: readonly string[] = NAMES;
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(`there is no option ${unknown}`);
  checkBroker(options);
  return {
    broker: options,
    hooks: selection(options.hooks),
    topic: topic(options.topic ?? 'plugin-system'),
    maxWaiting: wholeNumber(options.maxWaiting ?? 16_384, 'maxWaiting'),
    maxWaitingBytes: wholeNumber(options.maxWaitingBytes ?? 32 * 1024 * 1024, 'maxWaitingBytes'),
    maxMessageBytes: wholeNumber(options.maxMessageBytes ?? 1024 * 1024, 'maxMessageBytes'),
  };
}

function checkBroker({ transport, options = {} }: RelayBroker): void {
  if (!TRANSPORTS.includes(transport)) {
    throw invalid('the option transport must be Transport.NATS, REDIS, MQTT or RMQ of @nestjs/microservices');
  }
  if (typeof options !== 'object' || options === null) throw invalid('the option options must be an object');
  const reasons = { ...NOT_TO_SET[transport], serializer: WRITES_ITSELF, deserializer: WRITES_ITSELF };
  for (const [name, reason] of Object.entries(reasons)) {
    if (Reflect.get(options, name) !== undefined) throw invalid(`leave out options.${name}: ${reason}`);
  }
}

function selection(hooks: unknown): ResolvedRelayOptions['hooks'] {
  if (hooks === undefined) return {};
  const [entry, ...others] = typeof hooks === 'object' && hooks !== null ? Object.entries(hooks) : [];
  const [name, list] = (entry ?? []) as [string?, unknown?];
  const isList = Array.isArray(list) && list.every((selector) => typeof selector === 'string');
  if ((name !== 'only' && name !== 'except') || !isList || others.length > 0) {
    throw invalid("the option hooks must be { only: ['kind.hook'] } or { except: ['kind.hook'] }");
  }
  return { [name]: list };
}

function topic(value: unknown): string {
  if (typeof value === 'string' && value.length <= MAX_TOPIC_LENGTH && TOPIC.test(value)) return value;
  throw invalid(
    `the option topic must be of letters, digits, '_' and '-', with single dots between, and of ${MAX_TOPIC_LENGTH} at most, not ${inspect(value)}`,
  );
}

function wholeNumber(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_NUMBER) return value;
  throw invalid(`the option ${name} must be a whole number from 1 to ${MAX_NUMBER}, not ${inspect(value)}`);
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', `PluginRelayModule.forRoot(): ${message}`);
}
