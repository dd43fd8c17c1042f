import { BroadcastTally } from '../../../lib/dispatch/broadcast-result.js';
import { Broadcaster, type BroadcasterOptions } from '../../../lib/dispatch/broadcaster.js';
import type { Delivery } from '../../../lib/dispatch/delivery.js';
import { HookChannels } from '../../../lib/dispatch/hook-channels.js';
import { LossyValue } from '../../../lib/hookspec/snapshot/lossy-value.js';
import type { Subscriber } from '../../../lib/dispatch/subscriber.js';
import { HookCatalogue } from '../../../lib/hookspec/hook-catalogue.js';
import type { HookDeclaration } from '../../../lib/hookspec/hookspec.js';
import { declareHook, delivererOf, hookspecOf, RecordedLog, subscriberOf } from '../support/dispatch-fixture.js';

const boom = (): never => {
  throw new Error('boom');
};

describe('a broadcast', () => {
  it('reaches every subscriber of its hook, with one payload and one delivery', () => {
    const heard: unknown[][] = [];
    const hear = (...args: unknown[]): unknown => heard.push(args);
    const broadcaster = broadcasterFor([
      subscriberOf(hear, 'A'),
      subscriberOf(hear, 'B'),
      subscriberOf(hear, 'C', 'on_b'),
    ]);
    expect(broadcaster.publish('k', 'on_a', { a: 1 }, 'e1', undefined)).toBeUndefined();
    expect(heard).toHaveLength(2);
    expect(heard[0]?.[0]).toEqual({ a: 1 });
    expect(heard[0]?.[0]).toBe(heard[1]?.[0]);
    expect(heard[0]?.[1]).toBe(heard[1]?.[1]);
    expect(heard[0]?.[1]).toMatchObject({ id: 'e1', kind: 'k', hook: 'on_a' });
  });

  it('counts every delivery for whoever awaits it', async () => {
    const tally = new BroadcastTally();
    const subscribers = [subscriberOf(() => 1, 'A'), subscriberOf(boom, 'B'), subscriberOf(async () => undefined, 'C')];
    broadcasterFor(subscribers).publish('k', 'on_a', {}, undefined, tally);
    await expect(tally.whenSettled()).resolves.toEqual({
      delivered: 2,
      failed: [{ plugin: 'B', error: new Error('boom') }],
    });
  });

  it('keeps the list of subscribers it began with', () => {
    const heard: string[] = [];
    const channels = new HookChannels();
    const added = subscriberOf(() => heard.push('added'), 'B');
    const adder = subscriberOf(() => {
      heard.push('adder');
      channels.subscribe([added]);
    });
    const broadcaster = broadcasterFor(
      [adder, subscriberOf(() => heard.push('last'), 'C')],
      {},
      [declareHook('on_a')],
      channels,
    );
    broadcaster.publish('k', 'on_a', {}, undefined, undefined);
    expect(heard).toEqual(['adder', 'last']);
    broadcaster.publish('k', 'on_a', {}, undefined, undefined);
    expect(heard.slice(2)).toEqual(['adder', 'last', 'added']);
  });

  it('of an event copied earlier has the time at which it was published', () => {
    const times: Date[] = [];
    const broadcaster = broadcasterFor([subscriberOf((_, { occurredAt }: Delivery) => times.push(occurredAt))]);
    broadcaster.publishCopied({ kind: 'k', hook: 'on_a', payload: {}, id: undefined, occurredAt: 1000 });
    expect(times).toEqual([new Date(1000)]);
  });
});

describe('the payload of a broadcast', () => {
  it('is copied before it is validated, so that subscribers see what was validated', () => {
    const [validated, heard]: [unknown[], unknown[]] = [[], []];
    const hook = declareHook('on_a', { validate: (payload) => void validated.push(payload) });
    let reads = 0;
    const payload = {
      get n(): number {
        return ++reads;
      },
    };
    broadcasterFor([subscriberOf((copy) => heard.push(copy))], {}, [hook]).publish(
      'k',
      'on_a',
      payload,
      undefined,
      undefined,
    );
    expect(heard).toEqual([{ n: 1 }]);
    expect(heard[0]).toBe(validated[0]);
  });

  it("by reference is the publisher's own object, validated", () => {
    const payload = { live: new Map() };
    const [validated, heard]: [unknown[], unknown[]] = [[], []];
    const hook = declareHook('on_a', { validate: (value) => void validated.push(value) });
    const broadcaster = broadcasterFor([subscriberOf((value) => heard.push(value))], { payloads: 'reference' }, [hook]);
    broadcaster.publish('k', 'on_a', payload, undefined, undefined);
    expect(heard[0]).toBe(payload);
    expect(validated[0]).toBe(payload);
  });

  it('by reference is neither copied nor looked into ahead of time', () => {
    const broadcaster = broadcasterFor([], { payloads: 'reference' });
    const payload = new Map();
    expect(broadcaster.copy(payload)).toBe(payload);
    expect(broadcasterFor([]).copy(payload)).toBeInstanceOf(LossyValue);
  });

  it('by reference that throws while it is validated is refused with what it threw', () => {
    const broadcaster = broadcasterFor([subscriberOf(boom)], { payloads: 'reference' }, [
      declareHook('on_a', { validate: boom }),
    ]);
    expect(broadcaster.publish('k', 'on_a', {}, undefined, undefined)).toMatchObject({
      code: 'PAYLOAD_INVALID',
      path: '',
      reason: 'cannot be read: boom',
    });
  });

  it('by reference may be a revoked proxy: it is refused, not thrown at the publisher', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hook = declareHook('on_a', { validate: (payload) => void Reflect.ownKeys(payload as object) });
    const broadcaster = broadcasterFor([subscriberOf(boom)], { payloads: 'reference' }, [hook]);
    expect(broadcaster.publish('k', 'on_a', proxy, undefined, undefined)).toMatchObject({
      code: 'PAYLOAD_INVALID',
      path: '',
    });
  });

  it('is not even looked at when nobody subscribes', () => {
    const broadcaster = broadcasterFor([], {}, [declareHook('on_a', { validate: boom })]);
    expect(broadcaster.publish('k', 'on_a', new Proxy({}, { get: boom }), undefined, undefined)).toBeUndefined();
    expect(
      broadcaster.publishCopied({ kind: 'k', hook: 'on_a', payload: 1, id: undefined, occurredAt: 0 }),
    ).toBeUndefined();
  });

  it('is checked in strict mode even when nobody subscribes', () => {
    const hook = declareHook('on_a', { validate: () => ({ path: '/a', reason: 'must be number' }) });
    const broadcaster = broadcasterFor([], { strict: true }, [hook]);
    expect(broadcaster.publish('k', 'on_a', {}, undefined, undefined)).toMatchObject({ path: '/a' });
    expect(broadcaster.publish('k', 'on_a', { a: 1n }, undefined, undefined)).toMatchObject({ path: '/a' });
  });
});

describe('nobody is told, and the publisher learns why, when', () => {
  const fault = { path: '/items/0', reason: 'must be number' };
  const hooks = [
    declareHook('on_a', { validate: () => fault }),
    declareHook('on_chain', { dispatch: 'chain' }),
    declareHook('on_b'),
  ];

  it.each<[string, string, string, unknown, object]>([
    ['the payload breaks its schema', 'k', 'on_a', {}, { code: 'PAYLOAD_INVALID', kind: 'k', hook: 'on_a', ...fault }],
    [
      'the payload holds what JSON cannot carry',
      'k',
      'on_b',
      { x: [1n] },
      { code: 'PAYLOAD_INVALID', kind: 'k', hook: 'on_b', path: '/x/0' },
    ],
    [
      'the kind is unknown',
      'kk',
      'on_a',
      {},
      { code: 'KIND_UNKNOWN', kind: 'kk', message: "The publisher names an unknown kind 'kk'. Did you mean 'k'?" },
    ],
    [
      'the hook is unknown',
      'k',
      'on_bb',
      {},
      {
        code: 'HOOK_UNKNOWN',
        hook: 'on_bb',
        message: "The publisher names an unknown hook 'on_bb' of kind 'k'. Did you mean 'on_b'?",
      },
    ],
    ['the hook is of another dispatch class', 'k', 'on_chain', {}, { code: 'DISPATCH_MISMATCH', declared: 'chain' }],
  ])('%s', (_, kind, hook, payload, refused) => {
    const told: unknown[] = [];
    const broadcaster = broadcasterFor(
      [subscriberOf(() => told.push(1)), subscriberOf(() => told.push(1), 'B', 'on_b')],
      {},
      hooks,
    );
    expect(broadcaster.publish(kind, hook, payload, undefined, undefined)).toMatchObject(refused);
    expect(told).toEqual([]);
  });

  it.each([Symbol('s'), undefined, null, 7, {}, Object.create(null)])('a name is no text (%p)', (name: unknown) => {
    const broadcaster = broadcasterFor([]);
    for (const [kind, hook] of [
      [name, 'on_a'],
      ['k', name],
      [name, name],
    ]) {
      // Plain JavaScript can publish with anything for a name.
      expect(broadcaster.publish(kind as string, hook as string, {}, undefined, undefined)).toMatchObject({
        code: 'HOOK_UNKNOWN',
        message: 'The names of kind and hook must be text',
      });
    }
  });

  it('a declared hook has no channel: it cannot be published yet', () => {
    const hookspecs = [hookspecOf('k', [declareHook('on_a')])];
    const catalogue = new HookCatalogue();
    catalogue.add(hookspecs);
    const options = { strict: false, payloads: 'snapshot' } as const;
    const broadcaster = new Broadcaster(options, catalogue, new HookChannels(), delivererOf(new RecordedLog()));
    expect(broadcaster.publish('k', 'on_a', {}, undefined, undefined)).toMatchObject({
      code: 'HOOK_UNKNOWN',
      kind: 'k',
      hook: 'on_a',
      message: "'k.on_a' cannot be published yet",
    });
  });

  it('an event that was copied earlier breaks its schema or names an unknown hook', () => {
    const broadcaster = broadcasterFor([subscriberOf(boom)], {}, hooks);
    const event = { kind: 'k', payload: {}, id: undefined, occurredAt: 0 };
    expect(broadcaster.publishCopied({ ...event, hook: 'on_a' })).toMatchObject({ code: 'PAYLOAD_INVALID', ...fault });
    expect(broadcaster.publishCopied({ ...event, hook: 'on_c' })).toMatchObject({ code: 'HOOK_UNKNOWN' });
  });
});

function broadcasterFor(
  subscribers: readonly Subscriber[],
  options: Partial<BroadcasterOptions> = {},
  hooks: readonly HookDeclaration[] = [declareHook('on_a'), declareHook('on_b')],
  channels = new HookChannels(),
): Broadcaster {
  const hookspecs = [hookspecOf('k', hooks)];
  const catalogue = new HookCatalogue();
  catalogue.add(hookspecs);
  channels.open(hookspecs);
  channels.subscribe(subscribers);
  const deliverer = delivererOf(new RecordedLog());
  return new Broadcaster({ strict: false, payloads: 'snapshot', ...options }, catalogue, channels, deliverer);
}
