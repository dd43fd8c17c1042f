import { HookChannels } from '../../../lib/dispatch/hook-channels.js';
import { declareHook, hookspecOf, subscriberOf } from '../support/dispatch-fixture.js';

describe('the channels of hooks', () => {
  it('hold each hook of each kind, without a subscriber at first', () => {
    const [a, b, other] = [declareHook('on_a'), declareHook('on_b'), declareHook('on_a', { kind: 'l' })];
    const channels = channelsOf(hookspecOf('k', [a, b]), hookspecOf('l', [other]));
    expect(channels.find('k', 'on_a')).toMatchObject({ hook: a, subscribers: [] });
    expect(channels.find('k', 'on_b')?.hook).toBe(b);
    expect(channels.find('l', 'on_a')?.hook).toBe(other);
  });

  it.each(['singleton', 'broadcast_collect', 'chain', 'capability'] as const)(
    'hold no hook of the dispatch class %s',
    (dispatch) => {
      const channels = channelsOf(hookspecOf('k', [declareHook('on_a', { dispatch }), declareHook('on_b')]));
      expect(channels.find('k', 'on_a')).toBeUndefined();
      expect(channels.find('k', 'on_b')).toBeDefined();
    },
  );

  it.each([
    ['l', 'on_a'],
    ['k', 'on_c'],
    ['__proto__', 'on_a'],
    ['k', '__proto__'],
    ['k', 'constructor'],
    ['', ''],
  ])('have none for a name that is not declared: %s.%s', (kind, hook) => {
    expect(channelsOf(hookspecOf('k', [declareHook('on_a')])).find(kind, hook)).toBeUndefined();
  });

  it('keep the kinds they have when more hookspecs come', () => {
    const channels = channelsOf(hookspecOf('k', [declareHook('on_a')]));
    const subscriber = subscriberOf(() => undefined);
    channels.subscribe([subscriber]);
    channels.open([hookspecOf('l', [declareHook('on_a', { kind: 'l' })])]);
    expect(channels.find('k', 'on_a')?.subscribers).toEqual([subscriber]);
    expect(channels.find('l', 'on_a')?.subscribers).toEqual([]);
  });

  it('bring each subscriber to its hook, in the order they came', () => {
    const channels = channelsOf(hookspecOf('k', [declareHook('on_a'), declareHook('on_b')]));
    const [first, second] = [subscriberOf(() => undefined, 'A'), subscriberOf(() => undefined, 'B')];
    const third = subscriberOf(() => undefined, 'C', 'on_b');
    channels.subscribe([first, third]);
    channels.subscribe([second]);
    expect(channels.find('k', 'on_a')?.subscribers).toEqual([first, second]);
    expect(channels.find('k', 'on_b')?.subscribers).toEqual([third]);
  });

  it('keep the order of ten thousand subscribers of one hook', () => {
    const channels = channelsOf(hookspecOf('k', [declareHook('on_a')]));
    const many = Array.from({ length: 10_000 }, (_, index) => subscriberOf(() => undefined, `P${index}`));
    channels.subscribe(many.slice(0, 4_000));
    channels.subscribe(many.slice(4_000));
    const subscribers = channels.find('k', 'on_a')?.subscribers ?? [];
    expect(subscribers).toHaveLength(many.length);
    expect(subscribers.every((subscriber, index) => subscriber === many[index])).toBe(true);
  });

  it('leave the list that a running broadcast holds as it is', () => {
    const channels = channelsOf(hookspecOf('k', [declareHook('on_a')]));
    channels.subscribe([subscriberOf(() => undefined, 'A')]);
    const running = channels.find('k', 'on_a')?.subscribers;
    channels.subscribe([subscriberOf(() => undefined, 'B')]);
    expect(running?.map(({ plugin }) => plugin)).toEqual(['A']);
  });

  it('know that somebody can see the delivery, whoever subscribes before and after', () => {
    const plain = { hear(event: unknown) { return event; } }.hear; // prettier-ignore
    const channels = channelsOf(hookspecOf('k', [declareHook('on_a')]));
    channels.subscribe([subscriberOf(plain)]);
    expect(channels.find('k', 'on_a')?.isDeliveryWanted).toBe(false);
    channels.subscribe([subscriberOf((_event, delivery) => delivery)]);
    channels.subscribe([subscriberOf(plain)]);
    expect(channels.find('k', 'on_a')?.isDeliveryWanted).toBe(true);
  });

  it('pass over a subscriber whose hook they do not hold', () => {
    const channels = channelsOf(hookspecOf('k', [declareHook('on_a')]));
    expect(() => channels.subscribe([subscriberOf(() => undefined, 'A', 'on_c')])).not.toThrow();
  });
});

function channelsOf(...hookspecs: Parameters<HookChannels['open']>[0]): HookChannels {
  const channels = new HookChannels();
  channels.open(hookspecs);
  return channels;
}

describe('the payloads of a hook', () => {
  it('are copied by code of its own once many have been published, and by shared code until then', () => {
    let made = 0;
    const compileSnapshot = () => {
      made++;
      return (payload: unknown) => ({ own: payload });
    };
    const channels = new HookChannels();
    channels.open([hookspecOf('k', [declareHook('on_a', { compileSnapshot })])]);
    const channel = channels.find('k', 'on_a');
    const copies = Array.from({ length: 501 }, () => channel?.copy({ n: 1 }));
    expect(copies.slice(0, 499)).toEqual(Array.from({ length: 499 }, () => ({ n: 1 })));
    expect(copies.slice(499)).toEqual([{ own: { n: 1 } }, { own: { n: 1 } }]);
    expect(made).toBe(1);
  });
});

describe('hooks of one name in several kinds', () => {
  it('have channels of their own, also when others come later', () => {
    const hooks = ['k', 'l', 'm'].map((kind) => declareHook('on_a', { kind }));
    const channels = new HookChannels();
    for (const hook of hooks) {
      channels.open([hookspecOf(hook.kind, [hook])]);
    }
    expect(hooks.map(({ kind }) => channels.find(kind, 'on_a')?.hook)).toEqual(hooks);
    expect(channels.find('n', 'on_a')).toBeUndefined();
    expect(channels.find('k', 'on_b')).toBeUndefined();
  });

  it('are not found under another kind when only one has them', () => {
    const channels = new HookChannels();
    channels.open([hookspecOf('k', [declareHook('on_a')])]);
    expect(channels.find('l', 'on_a')).toBeUndefined();
  });

  it('are found by names that were put together at run time', () => {
    const channels = new HookChannels();
    channels.open([hookspecOf('k', [declareHook('on_a')])]);
    expect(channels.find(['', 'k'].join(''), ['on', 'a'].join('_'))?.hook.name).toBe('on_a');
  });
});
