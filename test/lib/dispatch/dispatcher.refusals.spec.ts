import type { DispatcherOptions } from '../../../lib/dispatch/dispatcher.js';
import { PluginSystemError } from '../../../lib/errors/plugin-system.error.js';
import { declareHook, openBus, subscriberOf, type Bus } from '../support/dispatch-fixture.js';

type Case = [string, kind: string, hook: string, payload: unknown, code: string, line: RegExp];

const CASES: Case[] = [
  [
    'an unknown kind',
    'kk',
    'on_a',
    {},
    'KIND_UNKNOWN',
    /^kind=kk hook=on_a refused=KIND_UNKNOWN error=".*Did you mean 'k'\?"$/,
  ],
  [
    'an unknown hook',
    'k',
    'on_aa',
    {},
    'HOOK_UNKNOWN',
    /^kind=k hook=on_aa refused=HOOK_UNKNOWN error=".*Did you mean 'on_a'\?"$/,
  ],
  [
    'a hook of another dispatch class',
    'k',
    'on_chain',
    {},
    'DISPATCH_MISMATCH',
    /^kind=k hook=on_chain refused=DISPATCH_MISMATCH error=".*chain.*"$/,
  ],
  [
    'a payload that breaks its schema',
    'k',
    'on_strict',
    {},
    'PAYLOAD_INVALID',
    /^kind=k hook=on_strict refused=PAYLOAD_INVALID path=\/n error="must be number"$/,
  ],
  [
    'a payload that JSON cannot carry',
    'k',
    'on_a',
    { x: [1n] },
    'PAYLOAD_INVALID',
    /^kind=k hook=on_a refused=PAYLOAD_INVALID path=\/x\/0 error=".*bigint.*"$/,
  ],
];

describe('a mistake of a publisher, in production,', () => {
  it.each(CASES)(
    'is logged as one error line and counted, and nobody is told: %s',
    (_, kind, hook, payload, __, line) => {
      const { bus, told } = refusing();
      bus.dispatcher.notify(kind, hook, payload, undefined);
      expect(told).toEqual([]);
      expect(bus.log.entries).toEqual([{ level: 'error', line: expect.stringMatching(line), stack: undefined }]);
      expect(bus.dispatcher.refusedCount(kind, hook)).toBe(1);
    },
  );

  it.each(CASES)('is told to whoever dispatches, who is not rejected: %s', async (_, kind, hook, payload, code) => {
    const { bus } = refusing();
    const result = await bus.dispatcher.dispatch(kind, hook, payload, undefined);
    expect(result).toEqual({ delivered: 0, failed: [], refused: expect.any(PluginSystemError) });
    expect(result.refused?.code).toBe(code);
    expect(bus.log.lines).toHaveLength(1);
  });

  it('is logged at most 10 times in 10 seconds for each kind, hook and reason, and counted each time', () => {
    const { bus } = refusing();
    for (let count = 0; count < 100; count++) {
      bus.notify(1n);
      bus.dispatcher.notify('k', 'on_c', {}, undefined);
    }
    expect(bus.log.lines).toHaveLength(20);
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(100);
  });

  it('leaves an error that is being handled as it is', () => {
    const { bus } = refusing();
    const original = new Error('original');
    const handle = (): void => {
      try {
        throw original;
      } catch (error) {
        bus.dispatcher.notify('k', 'on_aa', { error }, undefined);
        throw error;
      }
    };
    expect(handle).toThrow(original);
  });

  it('does not count as a failure of a subscriber', () => {
    const subscriber = subscriberOf(() => 0);
    openBus([subscriber]).notify(1n);
    expect(subscriber).toMatchObject({ delivered: 0, failed: 0, inFlight: 0 });
  });

  it('of a declared hook is counted however many names were made up before', () => {
    const { bus } = refusing();
    for (let index = 0; index < 5_000; index++) bus.dispatcher.notify('k', `on_${index}`, {}, undefined);
    bus.notify(1n);
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(1);
    expect(bus.log.lines.at(-1)).toMatch(/^kind=k hook=on_a refused=PAYLOAD_INVALID /);
  });
});

describe('a mistake of a publisher, in strict mode,', () => {
  it.each(CASES)('is thrown at notify, counted and not logged: %s', (_, kind, hook, payload, code) => {
    const { bus, told } = refusing({ strict: true });
    expect(() => bus.dispatcher.notify(kind, hook, payload, undefined)).toThrow(expect.objectContaining({ code }));
    expect(told).toEqual([]);
    expect(bus.log.lines).toEqual([]);
    expect(bus.dispatcher.refusedCount(kind, hook)).toBe(1);
  });

  it.each(CASES)(
    'rejects what dispatch returned, and is not thrown at the call: %s',
    async (_, kind, hook, payload, code) => {
      const { bus } = refusing({ strict: true });
      const result = bus.dispatcher.dispatch(kind, hook, payload, undefined);
      await expect(result).rejects.toMatchObject({ code });
    },
  );

  it('is found in a payload that nobody subscribes to', () => {
    const { dispatcher } = openBus([], { options: { strict: true } });
    expect(() => dispatcher.notify('k', 'on_a', 1n, undefined)).toThrow(
      expect.objectContaining({ code: 'PAYLOAD_INVALID' }),
    );
  });

  it('is not what a subscriber does: its failure is logged', async () => {
    const fail = (): never => {
      throw new Error('boom');
    };
    const bus = openBus([subscriberOf(fail)], { options: { strict: true } });
    expect(() => bus.notify()).not.toThrow();
    await expect(bus.dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toMatchObject({
      delivered: 0,
      failed: [{ plugin: 'P' }],
    });
    expect(bus.log.lines).toEqual(Array(2).fill('plugin=P error=boom kind=k hook=on_a'));
  });
});

describe('a name that is no text', () => {
  it.each([Symbol('s'), undefined, null, 7, {}, Object.create(null), { toString: null }])(
    'is refused and logged, not thrown at the publisher (%p)',
    (name: unknown) => {
      const { bus } = refusing();
      // Plain JavaScript can publish with anything for a name.
      bus.dispatcher.notify(name as string, 'on_a', {}, undefined);
      bus.dispatcher.notify('k', name as string, {}, undefined);
      expect(bus.log.lines).toEqual([
        expect.stringMatching(/^kind=.+ hook=on_a refused=HOOK_UNKNOWN error="/),
        expect.stringMatching(/^kind=k hook=.+ refused=HOOK_UNKNOWN error="/),
      ]);
    },
  );
});

describe('an event that nobody subscribes to', () => {
  it('is done with at once, its payload unread', async () => {
    const bus = openBus([]);
    const payload = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        throw new Error('read');
      },
    });
    bus.notify(payload);
    await expect(bus.dispatcher.dispatch('k', 'on_a', payload, undefined)).resolves.toEqual({
      delivered: 0,
      failed: [],
    });
    expect(bus.log.lines).toEqual([]);
  });
});

function refusing(options: Partial<DispatcherOptions> = {}): { bus: Bus; told: unknown[] } {
  const told: unknown[] = [];
  const hooks = [
    declareHook('on_a'),
    declareHook('on_chain', { dispatch: 'chain' }),
    declareHook('on_strict', { validate: () => ({ path: '/n', reason: 'must be number' }) }),
  ];
  const subscribers = ['on_a', 'on_strict'].map((hook) => subscriberOf(() => told.push(hook), 'P', hook));
  return { bus: openBus(subscribers, { hooks, options }), told };
}
