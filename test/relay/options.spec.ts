import { Injectable, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Transport } from '@nestjs/microservices';
import { PluginRelay, PluginRelayModule, type PluginRelayOptions } from 'nestjs-plugin-system/relay';
import { bootError, startApp } from '../lib/support/start-app.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

/** A port on which nobody listens. */
const NOBODY = { transport: Transport.MQTT, options: { url: 'mqtt://127.0.0.1:9' } } as const;

/** What an application throws that imports the relay so. */
function errorWith(...modules: (DynamicModule | Type)[]): Promise<Error> {
  return bootError({ hookspecs }, { imports: modules });
}

/** What it throws with options that the compiler would not take. */
function errorWithOptions(options: unknown): Promise<Error> {
  return errorWith(PluginRelayModule.forRoot(options as PluginRelayOptions));
}

const BROKERS = 'the option transport must be Transport.NATS, REDIS, MQTT or RMQ of @nestjs/microservices';
const HOOKS = "the option hooks must be { only: ['kind.hook'] } or { except: ['kind.hook'] }";
const TOPIC = "the option topic must be of letters, digits, '_' and '-', with single dots between";
const CLOUD_EVENTS = 'the relay writes and reads CloudEvents';
const { MQTT, NATS, REDIS, RMQ } = Transport;

describe('the options of the relay', () => {
  it('cannot be left out: an import without forRoot() says what to write', async () => {
    expect(await errorWith(PluginRelayModule)).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: 'PluginRelayModule.forRoot(): name a broker: { transport: Transport.NATS, options: { servers } }',
    });
  });

  it.each<[string, unknown, string]>([
    ['an unknown option', { ...NOBODY, hook: {} }, 'there is no option hook'],
    ['no transport', {}, BROKERS],
    ['TCP', { transport: Transport.TCP }, BROKERS],
    ['Kafka', { transport: Transport.KAFKA }, BROKERS],
    ['gRPC', { transport: Transport.GRPC }, BROKERS],
    ['a strategy', { strategy: {} }, 'there is no option strategy'],
    ['options that are no object', { transport: MQTT, options: 'mqtt://x' }, 'the option options must be an object'],
    ['options that are null', { transport: MQTT, options: null }, 'the option options must be an object'],
    [
      'a queue group of NATS',
      { transport: NATS, options: { queue: 'q' } },
      'leave out options.queue: in a queue group',
    ],
    [
      'wildcards of Redis',
      { transport: REDIS, options: { wildcards: true } },
      'leave out options.wildcards: the relay',
    ],
    ['a serializer', { transport: NATS, options: { serializer: {} } }, `leave out options.serializer: ${CLOUD_EVENTS}`],
    ['a deserializer', { transport: MQTT, options: { deserializer: {} } }, `options.deserializer: ${CLOUD_EVENTS}`],
    ['a queue of RabbitMQ', { transport: RMQ, options: { queue: 'q' } }, 'leave out options.queue: each instance must'],
    [
      'queueOptions',
      { transport: RMQ, options: { queueOptions: {} } },
      'leave out options.queueOptions: each instance',
    ],
    ['an exchange', { transport: RMQ, options: { exchange: 'e' } }, 'leave out options.exchange: it is named by'],
    ['exchangeType', { transport: RMQ, options: { exchangeType: 'topic' } }, 'leave out options.exchangeType: the'],
    ['a routingKey', { transport: RMQ, options: { routingKey: 'r' } }, 'leave out options.routingKey: a fanout'],
    [
      'wildcards of RabbitMQ',
      { transport: RMQ, options: { wildcards: true } },
      'leave out options.wildcards: a fanout',
    ],
    ['noAck', { transport: RMQ, options: { noAck: false } }, 'leave out options.noAck: the queue of an instance'],
    ['a list of hooks', { ...NOBODY, hooks: ['k'] }, HOOKS],
    ['no hooks', { ...NOBODY, hooks: null }, HOOKS],
    ['an empty selection', { ...NOBODY, hooks: {} }, HOOKS],
    ['two selections', { ...NOBODY, hooks: { only: ['k'], except: ['k'] } }, HOOKS],
    ['another selection', { ...NOBODY, hooks: { all: ['k'] } }, HOOKS],
    ['a selection that is no list', { ...NOBODY, hooks: { only: 'k' } }, HOOKS],
    ['a selection of numbers', { ...NOBODY, hooks: { only: [1] } }, HOOKS],
    ['a topic with a wildcard of MQTT', { ...NOBODY, topic: 'a/#' }, TOPIC],
    ['a topic with a wildcard of NATS', { ...NOBODY, topic: 'a.*' }, TOPIC],
    ['a topic with a space', { ...NOBODY, topic: 'a b' }, TOPIC],
    ['a topic with two dots', { ...NOBODY, topic: 'a..b' }, TOPIC],
    ['a topic with a line break', { ...NOBODY, topic: 'a\n' }, TOPIC],
    ['an empty topic', { ...NOBODY, topic: '' }, TOPIC],
    ['an endless topic', { ...NOBODY, topic: 'a'.repeat(101) }, TOPIC],
    ['a topic that is no text', { ...NOBODY, topic: 1 }, TOPIC],
    [
      'no room',
      { ...NOBODY, maxWaiting: 0 },
      'the option maxWaiting must be a whole number from 1 to 2147483647, not 0',
    ],
    ['half a byte', { ...NOBODY, maxWaitingBytes: 0.5 }, 'the option maxWaitingBytes must be a whole number'],
    ['endless messages', { ...NOBODY, maxMessageBytes: Infinity }, 'the option maxMessageBytes must be a whole number'],
    [
      'a number that is text',
      { ...NOBODY, maxMessageBytes: '1000' },
      "must be a whole number from 1 to 2147483647, not '1000'",
    ],
  ])('make the start fail where they are wrong: %s', async (_, options, message) => {
    const error = await errorWithOptions(options);
    expect(error).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(/^PluginRelayModule\.forRoot\(\): /),
    });
    expect(error.message).toContain(message);
  });

  it.each([{ only: ['k.on_b', 'k'] }, { except: ['k.on_a', 'k.on_b'] }])(
    'make the start fail where they name hooks that are not declared: %j',
    async (hooks) => {
      expect(await errorWithOptions({ ...NOBODY, hooks })).toMatchObject({
        code: 'CONFIGURATION_INVALID',
        message:
          'PluginRelayModule.forRoot(): the option hooks names what is not declared: k.on_b. Declared are k, k.on_a.',
      });
    },
  );

  it('are those of one relay: an application with two does not start', async () => {
    const error = await errorWith(
      PluginRelayModule.forRoot(NOBODY),
      PluginRelayModule.forRoot({ ...NOBODY, topic: 'another' }),
    );
    expect(error).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: 'there are two routes called relay: import its module once',
    });
  });

  it('may come from a factory', async () => {
    @Injectable()
    class Settings {
      readonly topic = 'from-settings';
    }
    @Module({ providers: [Settings], exports: [Settings] })
    class SettingsModule {}
    const { app } = await startApp(
      { hookspecs },
      {
        imports: [
          PluginRelayModule.forRootAsync({
            imports: [SettingsModule],
            inject: [Settings],
            useFactory: async ({ topic }: Settings) => ({ ...NOBODY, topic }),
          }),
        ],
      },
    );
    expect(app.get(PluginRelay).source).toMatch(/^\/from-settings\//);
    await app.close();
  });

  it('that come from a factory are checked as others are', async () => {
    const useFactory = () => ({ ...NOBODY, topic: 'a b' });
    expect((await errorWith(PluginRelayModule.forRootAsync({ useFactory }))).message).toContain(TOPIC);
  });

  it('may name a broker that is not there, which is an error of the status and not of the start', async () => {
    const { app, log } = await startApp({ hookspecs }, { imports: [PluginRelayModule.forRoot(NOBODY)] });
    const { source, status } = app.get(PluginRelay);
    expect(status.status).toBe('degraded');
    const own = () => log.lines('error').filter((line) => line.includes(source));
    await until(() => own().length > 0);
    const line = `route=relay broker=unreachable transport=MQTT topic=plugin-system source=${source} error=`;
    expect(own()).toEqual([`${line}"connect ECONNREFUSED 127.0.0.1:9"`]);
    await app.close();
  });
});
