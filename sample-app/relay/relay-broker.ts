import { Transport } from '@nestjs/microservices';
import type { RelayBroker } from 'nestjs-plugin-system/relay';

/** RELAY holds something that is no address of a broker. Its message is one line and says what to set. */
export class InvalidRelayError extends Error {
  override readonly name = 'InvalidRelayError';

  constructor() {
    // What RELAY holds is not quoted: it may be a password.
    super(
      'RELAY must be the address of a broker, such as mqtt://127.0.0.1:1883, nats://127.0.0.1:4222, redis://127.0.0.1:6379 or ' +
        'amqp://user:password@127.0.0.1:5672, with nothing behind it.',
    );
  }
}

const REDIS_PORT = 6379;

/**
 * The broker through which the instances of the application hear each other; `undefined` when there is one instance.
 *
 * @param text the environment variable RELAY: the broker's address, perhaps with `user:password@`. Unset and empty both mean
 * that there is none.
 * @throws InvalidRelayError when it is anything else.
 */
export function readRelayBroker(text: string | undefined): RelayBroker | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const broker = URL.canParse(text) ? brokerAt(new URL(text)) : undefined;
  if (broker === undefined) {
    throw new InvalidRelayError();
  }
  return broker;
}

/** Each client library is given what it takes: not all of them read user and password out of an address. */
function brokerAt(url: URL): RelayBroker | undefined {
  const { protocol, host, hostname, port, pathname, search, hash } = url;
  const credentials = credentialsIn(url);
  // RabbitMQ's address may end in a virtual host.
  const hasMore = search !== '' || hash !== '' || (protocol !== 'amqp:' && pathname.length > 1);
  if (host === '' || hasMore || credentials === undefined) {
    return undefined;
  }
  const { username, password } = credentials;
  switch (protocol) {
    case 'mqtt:':
      return { transport: Transport.MQTT, options: { url: `mqtt://${host}`, username, password } };
    case 'nats:':
      return { transport: Transport.NATS, options: { servers: host, user: username, pass: password } };
    case 'redis:': {
      const address = { host: withoutBrackets(hostname), port: port === '' ? REDIS_PORT : Number(port) };
      return { transport: Transport.REDIS, options: { ...address, username, password } };
    }
    case 'amqp:':
      return { transport: Transport.RMQ, options: { urls: [url.href] } };
    default:
      return undefined;
  }
}

/** User and password, each where it is there; `undefined` when they cannot be read. */
function credentialsIn({ username, password }: URL): { username?: string; password?: string } | undefined {
  try {
    return {
      ...(username !== '' && { username: decodeURIComponent(username) }),
      ...(password !== '' && { password: decodeURIComponent(password) }),
    };
  } catch {
    // A per cent sign that stands for itself.
    return undefined;
  }
}

/** Those of an IPv6 address belong to the URL. */
function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
