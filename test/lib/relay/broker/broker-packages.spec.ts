import { Transport } from '@nestjs/microservices';
import { checkNest, checkPackages } from '../../../../lib/relay/broker/broker-packages.js';

const TRANSPORTS = [Transport.NATS, Transport.REDIS, Transport.MQTT, Transport.RMQ] as const;

/** Finds only these packages. */
const having =
  (...names: string[]) =>
  (name: string): string => {
    if (!names.includes(name)) throw new Error(`Cannot find module '${name}'`);
    return `/node_modules/${name}/index.js`;
  };

describe('the client packages of a transport', () => {
  it.each(TRANSPORTS)('are found where they are installed: transport %p', (transport) => {
    expect(() => checkPackages(transport)).not.toThrow();
  });

  it.each<[(typeof TRANSPORTS)[number], string]>([
    [Transport.NATS, '@nats-io/transport-node'],
    [Transport.REDIS, 'ioredis'],
    [Transport.MQTT, 'mqtt'],
  ])('are asked for with the command that installs them: transport %p', (transport, name) => {
    expect(() => checkPackages(transport, having())).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: `PluginRelayModule: Transport.${Transport[transport]} needs a package that is not installed: npm install ${name}`,
      }),
    );
    expect(() => checkPackages(transport, having(name))).not.toThrow();
  });

  it('are asked for together where there are two', () => {
    expect(() => checkPackages(Transport.RMQ, having())).toThrow(
      /^PluginRelayModule: Transport\.RMQ needs packages that are not installed: npm install amqplib amqp-connection-manager$/,
    );
  });

  it('are asked for alone where the other is there', () => {
    expect(() => checkPackages(Transport.RMQ, having('amqplib'))).toThrow(
      /needs a package that is not installed: npm install amqp-connection-manager$/,
    );
    expect(() => checkPackages(Transport.RMQ, having('amqp-connection-manager'))).toThrow(/: npm install amqplib$/);
  });
});

describe("the version of Nest's microservices", () => {
  it('is right where these tests run', () => {
    expect(() => checkNest()).not.toThrow();
  });

  it.each(['12.0.0', '12.1.1', '12.0.0-next.1', '13.0.0', '100.0.0'])('may be %s', (version) => {
    expect(() => checkNest(version)).not.toThrow();
  });

  it.each(['11.9.9', '9.0.0', '0.0.0', ''])('may not be %p', (version) => {
    expect(() => checkNest(version)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: `PluginRelayModule needs @nestjs/microservices 12 or later, not ${version}: npm install @nestjs/microservices@12`,
      }),
    );
  });
});
