import { afterEverythingDue, declareHook, hookspecOf, openBus, subscriberOf } from '../../support/dispatch-fixture.js';
import { addRoute, routesOf } from '../../support/route-fixture.js';

describe('a route that throws where it takes an event', () => {
  it.each([new Error('no room'), null, undefined, Symbol('s'), Object.create(null)])(
    'reaches neither the publisher, nor a subscriber, nor another route, and is logged: %p',
    async (thrown: unknown) => {
      const heard: unknown[] = [];
      const bus = openBus([subscriberOf((payload) => heard.push(payload))]);
      const fail = (): never => {
        throw thrown;
      };
      addRoute(bus, { onTake: fail }, 'bad');
      const good = addRoute(bus, {}, 'good');
      bus.notify(1);
      await expect(bus.dispatcher.dispatch('k', 'on_a', 2, undefined)).resolves.toEqual({ delivered: 1, failed: [] });
      expect(heard).toEqual([1, 2]);
      expect(good.payloads).toEqual([1, 2]);
      expect(bus.log.lines).toEqual(Array(2).fill(expect.stringMatching(/^route=bad kind=k hook=on_a error=/)));
    },
  );

  it('because the stack ends there reaches nobody', async () => {
    const heard: unknown[] = [];
    const bus = openBus([subscriberOf((payload) => heard.push(payload))]);
    const endless = (): number => 1 + endless();
    addRoute(bus, { onTake: endless });
    expect(() => bus.notify(1)).not.toThrow();
    await afterEverythingDue();
    expect(heard).toEqual([1]);
    expect(bus.log.lines).toEqual(['route=r kind=k hook=on_a error="Maximum call stack size exceeded"']);
  });

  it('because its publisher stands where the stack ends reaches nobody either, wherever that is', async () => {
    const counts = { heard: 0, published: 0 };
    const bus = openBus([subscriberOf(() => void counts.heard++)]);
    const route = addRoute(bus, { onTake: () => [1, 2, 3].map(String) });
    const thrown: unknown[] = [];
    const descend = (): void => {
      try {
        descend();
      } catch {
        // Each frame on the way back has a little more stack than the one before.
        if (counts.published++ < 300) bus.notify(1);
      }
    };
    try {
      descend();
    } catch (error) {
      thrown.push(error);
    }
    await afterEverythingDue();
    bus.notify('afterwards');
    expect(route.payloads.at(-1)).toBe('afterwards');
    expect(counts.heard).toBeGreaterThan(0);
    expect(bus.dispatcher.routes.statuses()).toHaveLength(1);
    expect(thrown).toEqual([]);
  });
});

describe('two routes of one name', () => {
  it('are an error, and the second is not even made', () => {
    const bus = openBus([]);
    const first = addRoute(bus);
    let made = 0;
    const make = (): never => {
      made++;
      throw new Error('it was made');
    };
    expect(() => bus.dispatcher.routes.add('r', make)).toThrow(
      expect.objectContaining({
        code: 'CONFIGURATION_INVALID',
        message: 'there are two routes called r: import its module once',
      }),
    );
    expect(made).toBe(0);
    bus.notify(1);
    expect(first.payloads).toEqual([1]);
    expect(bus.dispatcher.routes.statuses().map(({ name }) => name)).toEqual(['r']);
  });
});

describe('a route that cannot be made', () => {
  it('is not there: its error reaches whoever adds it, and its name stays free', () => {
    const bus = openBus([]);
    const make = (): never => {
      throw new Error('no client');
    };
    expect(() => bus.dispatcher.routes.add('r', make)).toThrow('no client');
    expect(bus.dispatcher.routes.statuses()).toEqual([]);
    const route = addRoute(bus);
    bus.notify(1);
    expect(route.payloads).toEqual([1]);
  });
});

describe('a route that throws when it is asked for a taker', () => {
  const boom = (): never => {
    throw new Error('boom');
  };

  it('takes no events of that hook, is logged, and takes those of the others', () => {
    const bus = openBus([]);
    const route = addRoute(bus, { wants: ({ hook }) => hook === 'on_b' || boom() });
    bus.notify(1);
    bus.dispatcher.notify('k', 'on_b', 2, undefined);
    expect(route.payloads).toEqual([2]);
    expect(routesOf(bus)).toBeUndefined();
    expect(bus.log.lines).toEqual(['route=r kind=k hook=on_a error=boom']);
  });

  it('keeps nobody from loading a hook lazily', () => {
    const bus = openBus([]);
    addRoute(bus, { wants: ({ kind }) => kind === 'k' || boom() });
    bus.channels.open([hookspecOf('lazy', [declareHook('on_a', { kind: 'lazy' })])]);
    expect(bus.channels.find('lazy', 'on_a')).toBeDefined();
    expect(bus.log.lines).toEqual(['route=r kind=lazy hook=on_a error=boom']);
  });
});
