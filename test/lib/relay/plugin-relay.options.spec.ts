import { Transport } from '@nestjs/microservices';
import { resolveOptions, type PluginRelayOptions } from '../../../lib/relay/plugin-relay.options.js';

/** Options as plain JavaScript may give them. */
const resolved = (options: unknown) => resolveOptions(options as PluginRelayOptions | undefined);
const nats = (more: object = {}) => resolved({ transport: Transport.NATS, ...more });

describe('the options of the relay', () => {
  it('have these defaults', () => {
    const broker = { transport: Transport.NATS } as const;
    expect(resolveOptions(broker)).toEqual({
      broker,
      hooks: {},
      topic: 'plugin-system',
      maxWaiting: 16_384,
      maxWaitingBytes: 33_554_432,
      maxMessageBytes: 1_048_576,
    });
  });

  it.each([Transport.NATS, Transport.REDIS, Transport.MQTT, Transport.RMQ] as const)(
    'may name the transport %p',
    (transport) => {
      expect(resolved({ transport, options: { url: 'x' } }).broker).toMatchObject({ transport, options: { url: 'x' } });
    },
  );

  it('may set everything', () => {
    const settings = { topic: 'shop.v1', maxWaiting: 1, maxWaitingBytes: 2, maxMessageBytes: 3 };
    expect(nats({ ...settings, hooks: { only: ['k', 'k.on_a'] } })).toMatchObject({
      ...settings,
      hooks: { only: ['k', 'k.on_a'] },
    });
  });

  it('may leave hooks out', () => {
    expect(nats({ hooks: { except: ['k'] } }).hooks).toEqual({ except: ['k'] });
  });

  it.each(['a', 'a.b.c', 'A_1-b', '1', 'x'.repeat(100)])('may have the topic %p', (topic) => {
    expect(nats({ topic }).topic).toBe(topic);
  });

  it.each(['maxWaiting', 'maxWaitingBytes', 'maxMessageBytes'])('may have 2 ** 31 - 1 for %s', (name) => {
    expect(nats({ [name]: 2 ** 31 - 1 })).toMatchObject({ [name]: 2 ** 31 - 1 });
  });
});

describe('options of the relay are refused', () => {
  it('when the module was imported without forRoot(), with what to write', () => {
    expect(() => resolved(undefined)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringMatching(
          /^PluginRelayModule\.forRoot\(\): name a broker: \{ transport: Transport\.NATS/,
        ) as unknown,
      }),
    );
  });

  it.each([null, 7, 'nats://localhost', () => {}])('when they are no object, with what to write: %p', (options) => {
    expect(() => resolved(options)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringContaining('name a broker: {') as unknown,
      }),
    );
  });

  it.each([undefined, null, -1, 'nats', Transport.TCP, Transport.KAFKA, Transport.GRPC])(
    'with the transport %p',
    (transport) => {
      expect(() => resolved({ transport })).toThrow(/the option transport must be Transport\.NATS, REDIS, MQTT or RMQ/);
    },
  );

  it('with an option that there is not, which they name', () => {
    expect(() => nats({ hook: [] })).toThrow(/there is no option hook$/);
  });

  it.each([null, 7, 'nats://localhost'])("with %p for the transport's own options", (options) => {
    expect(() => nats({ options })).toThrow(/the option options must be an object/);
  });

  it.each<[Transport, string]>([
    [Transport.NATS, 'queue'],
    [Transport.REDIS, 'wildcards'],
    [Transport.RMQ, 'queue'],
    [Transport.RMQ, 'queueOptions'],
    [Transport.RMQ, 'exchange'],
    [Transport.RMQ, 'exchangeType'],
    [Transport.RMQ, 'routingKey'],
    [Transport.RMQ, 'wildcards'],
    [Transport.RMQ, 'noAck'],
    [Transport.NATS, 'serializer'],
    [Transport.NATS, 'deserializer'],
    [Transport.MQTT, 'serializer'],
    [Transport.REDIS, 'deserializer'],
  ])('of transport %p with %s, with the reason', (transport, name) => {
    // Also a value that is falsy has been set.
    for (const value of ['x', false, null]) {
      expect(() => resolved({ transport, options: { [name]: value } })).toThrow(
        new RegExp(`leave out options\\.${name}: \\w+`),
      );
    }
    expect(() => resolved({ transport, options: { [name]: undefined } })).not.toThrow();
  });

  it('of another transport with the same name are not', () => {
    expect(() => resolved({ transport: Transport.MQTT, options: { queue: 'x' } })).not.toThrow();
  });

  it.each([
    null,
    'k',
    7,
    [],
    ['k'],
    {},
    { only: 'k' },
    { only: undefined },
    { only: [7] },
    { only: ['k', null] },
    { none: ['k'] },
    { only: ['k'], except: ['l'] },
  ])('with %j for the hooks', (hooks) => {
    expect(() => nats({ hooks })).toThrow(/the option hooks must be \{ only: \['kind\.hook'\] \} or \{ except: /);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a/b', 'a#', '+', '*', 'a.>', 'ä', 'a\n', 'x'.repeat(101), 7, {}])(
    'with the topic %p',
    (topic) => {
      expect(() => nats({ topic })).toThrow(/the option topic must be of letters, digits.* not /s);
    },
  );

  it.each(
    ['maxWaiting', 'maxWaitingBytes', 'maxMessageBytes'].flatMap((name) =>
      [0, -1, 1.5, 2 ** 31, Infinity, Number.NaN, '5', 5n, {}].map((value) => [name, value] as const),
    ),
  )('with %s of %p', (name, value) => {
    expect(() => nats({ [name]: value })).toThrow(
      new RegExp(`the option ${name} must be a whole number from 1 to 2147483647, not `),
    );
  });
});
