import type { RemoteEvent } from 'nestjs-plugin-system';
import { PayloadInvalidError } from '../../../../lib/errors/payload-invalid.error.js';
import { declareHook, startingBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute, EVENT, receiving } from '../../support/route-fixture.js';

describe('an event from elsewhere is refused, counted and logged in the name of its route', () => {
  const hooks = [
    declareHook('on_a', { validate: (payload) => (payload === 'bad' ? { path: '/n', reason: 'no' } : undefined) }),
    declareHook('on_chain', { dispatch: 'chain' }),
  ];

  it.each<[string, Partial<RemoteEvent>, string, string]>([
    ['its kind is unknown', { kind: 'kk' }, 'KIND_UNKNOWN', 'kind=kk hook=on_a refused=KIND_UNKNOWN error='],
    ['its hook is unknown', { hook: 'on_b' }, 'HOOK_UNKNOWN', 'kind=k hook=on_b refused=HOOK_UNKNOWN error='],
    ['its hook is of another class', { hook: 'on_chain' }, 'DISPATCH_MISMATCH', 'kind=k hook=on_chain refused='],
    [
      'it is of another major version',
      { kindApiVersion: '2.0.0' },
      'VERSION_INCOMPATIBLE',
      `kind=k hook=on_a refused=VERSION_INCOMPATIBLE error="it was published with version 2.0.0 of kind 'k', but version 1.0.0 is loaded here"`,
    ],
    [
      'it is of no version at all',
      { kindApiVersion: '' },
      'VERSION_INCOMPATIBLE',
      'kind=k hook=on_a refused=VERSION_INCOMPATIBLE error=',
    ],
    [
      'its payload breaks the schema',
      { payload: 'bad' },
      'PAYLOAD_INVALID',
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/n error=no',
    ],
    [
      'its payload holds what JSON cannot carry',
      { payload: { x: 1n } },
      'PAYLOAD_INVALID',
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/x error=',
    ],
  ])('when %s', (_, changes, code, line) => {
    const heard: unknown[] = [];
    const { receive, bus, route, channel } = receiving([subscriberOf(() => heard.push(1))], { hooks });
    expect(receive(changes)).toMatchObject({ code });
    expect(heard).toEqual([]);
    expect(channel.received).toBe(0);
    expect(bus.log.lines).toEqual([expect.stringContaining(`route=r ${line}`)]);
    const { kind, hook } = { ...EVENT, ...changes };
    expect(route.access.refusals()).toEqual([{ kind, hook, code, count: 1 }]);
    expect(bus.dispatcher.refusedCount(kind, hook)).toBe(0);
  });

  it('and nobody is thrown at in strict mode', () => {
    const { receive } = receiving([], { hooks, options: { strict: true } });
    expect(receive({ payload: 'bad' })).toMatchObject({ code: 'PAYLOAD_INVALID' });
  });

  it('when the application is not running: before its start, and after it has shut down', async () => {
    const heard: unknown[] = [];
    const bus = startingBus([subscriberOf(() => heard.push(1))]);
    const { access } = addRoute(bus);
    expect(access.receive(EVENT)).toMatchObject({ code: 'SHUT_DOWN' });
    bus.dispatcher.open();
    expect(heard).toEqual([]);
    await bus.dispatcher.beginShutdown();
    expect(access.receive(EVENT)).toBeUndefined();
    await bus.dispatcher.close();
    expect(access.receive(EVENT)).toMatchObject({ code: 'SHUT_DOWN' });
    expect(heard).toEqual([1]);
    expect(bus.log.lines).toEqual(
      Array(2).fill('route=r kind=k hook=on_a refused=SHUT_DOWN error="it came while the application was not running"'),
    );
  });

  it('when it cannot be brought to anybody, and the route is not thrown at', () => {
    const boom = (): never => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const { receive, bus } = receiving([], { hooks: [declareHook('on_a', { withoutUnknownKeys: boom })] });
    expect(receive({ kindApiVersion: '1.1.0' })).toMatchObject({ code: 'PUBLISH_FAILED' });
    expect(bus.log.lines).toEqual([
      'route=r kind=k hook=on_a refused=PUBLISH_FAILED error="it could not be brought to anybody: Maximum call stack size exceeded"',
    ]);
  });

  it('at most 10 times in 10 seconds, and what was held back is said at shutdown', async () => {
    const { receive, bus, route } = receiving([], { hooks });
    for (let count = 0; count < 25; count++) receive({ payload: 'bad' });
    expect(bus.log.lines).toHaveLength(10);
    expect(route.access.refusals()).toMatchObject([{ count: 25 }]);
    await bus.dispatcher.close();
    expect(bus.log.lines.slice(10)).toEqual([
      'route=r kind=k hook=on_a refused=PAYLOAD_INVALID suppressed=15 error=no',
    ]);
  });

  it('when the route itself says that it is no event, of a hook or of none', () => {
    const { bus, route, receive } = receiving([], { hooks });
    const error = receive({ payload: 'bad' });
    if (error === undefined) throw new Error('it was refused');
    route.access.refuse(error);
    route.access.refuse(error, { kind: 'k', hook: 'on_a' });
    expect(bus.log.lines.slice(1)).toEqual([
      'route=r refused=PAYLOAD_INVALID path=/n error=no',
      'route=r kind=k hook=on_a refused=PAYLOAD_INVALID path=/n error=no',
    ]);
    expect(route.access.refusals()).toEqual([
      { kind: 'k', hook: 'on_a', code: 'PAYLOAD_INVALID', count: 2 },
      { kind: undefined, hook: undefined, code: 'PAYLOAD_INVALID', count: 1 },
    ]);
  });

  it('of a declared hook in an entry of its own, however many names were made up before', () => {
    const { receive, route } = receiving([], { hooks });
    for (let index = 0; index < 1100; index++) {
      const hook = `on_x${index}`;
      route.access.refuse(new PayloadInvalidError('k', hook, '', 'no'), { kind: 'k', hook });
    }
    receive({ payload: 'bad' });
    const own = route.access.refusals().filter(({ hook, code }) => hook === 'on_a' && code === 'PAYLOAD_INVALID');
    expect(own).toEqual([{ kind: 'k', hook: 'on_a', code: 'PAYLOAD_INVALID', count: 1 }]);
  });

  it('and each route counts its own', () => {
    const { receive, bus } = receiving([], { hooks });
    const other = addRoute(bus, {}, 'other');
    receive({ payload: 'bad' });
    expect(other.access.refusals()).toEqual([]);
  });
});
