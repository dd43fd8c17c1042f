// oxlint-disable unicorn/no-thenable -- thenables are what subscribers return here
import { createHook } from 'node:async_hooks';
import { SafeLog } from '../../../lib/dispatch/log.js';
import type { Listener } from '../../../lib/dispatch/subscriber.js';
import { afterEverythingDue, openBus, subscriberOf, type Bus } from '../support/dispatch-fixture.js';

const boom = (): never => {
  throw new Error('boom');
};

describe("a subscriber's failure", () => {
  it.each<[string, Listener]>([
    ['it throws', boom],
    ['it rejects', () => Promise.reject(new Error('boom'))],
    ['it throws what cannot be asked anything', throwRevoked],
    ['it returns a thenable that throws', () => ({ then: boom })],
    ['it returns what throws when it is asked for its then', () => new Proxy({}, { get: boom })],
    ['it changes the payload', (payload) => Object.assign(payload as object, { n: 2 })],
    ['it changes the delivery', (_, delivery) => Object.assign(delivery, { id: 'mine' })],
  ])('reaches neither the publisher nor another subscriber: %s', async (_, tell) => {
    const heard: unknown[] = [];
    const failing = subscriberOf(tell, 'Failing');
    const bus = openBus([
      failing,
      subscriberOf((payload) => heard.push(payload), 'B'),
      subscriberOf((payload) => heard.push(payload), 'C'),
    ]);
    expect(() => bus.notify({ n: 1 })).not.toThrow();
    await afterEverythingDue();
    expect(heard).toEqual([{ n: 1 }, { n: 1 }]);
    expect(failing).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
    expect(bus.log.lines).toEqual([expect.stringMatching(/^plugin=Failing error=.+ kind=k hook=on_a$/)]);
  });

  it('leaves it subscribed', () => {
    const failing = subscriberOf(boom);
    const bus = openBus([failing]);
    for (let count = 0; count < 50; count++) bus.notify();
    expect(failing.failed).toBe(50);
  });

  it("changes nothing of the publisher's own payload", () => {
    const bus = openBus([subscriberOf((payload) => Object.assign((payload as { inner: object }).inner, { n: 2 }))]);
    const payload = { inner: { n: 1 } };
    bus.notify(payload);
    expect(payload).toEqual({ inner: { n: 1 } });
  });
});

describe('a logger that throws', () => {
  const throwing: Parameters<typeof openBus>[1] = {
    writeTo: () => new SafeLog({ error: boom, warn: boom, info: boom }),
  };

  it('is survived when a subscriber fails, and the others are told', async () => {
    const others = [subscriberOf(() => 0, 'B'), subscriberOf(async () => Promise.reject(1), 'C')];
    const bus = openBus([subscriberOf(boom), ...others], throwing);
    expect(() => bus.notify()).not.toThrow();
    await bus.dispatcher.whenIdle();
    expect(others.map(({ delivered, failed }) => [delivered, failed])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('is survived when an event is refused', () => {
    const bus = openBus([subscriberOf(() => 0)], throwing);
    expect(() => bus.notify(1n)).not.toThrow();
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(1);
  });

  it('is survived at shutdown', async () => {
    const bus = openBus([subscriberOf(() => new Promise(() => undefined))], {
      ...throwing,
      options: { shutdownTimeout: 1 },
    });
    bus.notify();
    await expect(bus.dispatcher.close()).resolves.toBeUndefined();
  });
});

describe('a subscriber that publishes', () => {
  it('has its event delivered before its own call returns', () => {
    const order: string[] = [];
    const bus: Bus = openBus([
      subscriberOf(() => {
        order.push('a begins');
        bus.dispatcher.notify('k', 'on_b', {}, undefined);
        order.push('a ends');
      }),
      subscriberOf(() => order.push('b'), 'B', 'on_b'),
    ]);
    bus.notify();
    expect(order).toEqual(['a begins', 'b', 'a ends']);
  });

  it('an event that is refused fails only in strict mode', () => {
    const publisher = subscriberOf(() => bus.dispatcher.notify('k', 'on_c', {}, undefined));
    const bus: Bus = openBus([publisher], { options: { strict: true } });
    bus.notify();
    expect(publisher.failed).toBe(1);
    expect(bus.log.lines).toEqual([expect.stringMatching(/^plugin=P error="The publisher names an unknown hook/)]);
  });
});

describe('a subscriber that publishes its own hook without end', () => {
  const ways: [string, (bus: Bus) => unknown][] = [
    ['notify', (bus) => bus.notify()],
    ['notify, asynchronously', async (bus) => bus.notify()],
    ['dispatch', (bus) => bus.dispatcher.dispatch('k', 'on_a', {}, undefined)],
    ['dispatch, awaited', async (bus) => await bus.dispatcher.dispatch('k', 'on_a', {}, undefined)],
  ];

  // The stack ends somewhere else each time. A rejection that nobody handles would end the process, and fails the test.
  it.each(ways)('ends neither the process nor the publisher, and holds nothing in flight: %s', async (_, again) => {
    for (let depth = 0; depth < 12; depth++) {
      const endless = subscriberOf(() => again(bus));
      const bus: Bus = openBus([endless, subscriberOf(async () => undefined, 'B')]);
      atDepth(depth, () => bus.notify());
      await afterEverythingDue();
      expect(endless.inFlight).toBe(0);
      expect(bus.log.lines).not.toEqual([]);
    }
  });

  // Where the stack ends nobody can be told any more; what is published after that is nobody's concern but its own.
  it.each(ways)('leaves the others the next event: %s', async (_, again) => {
    let isEndless = true;
    const [endless, other] = [subscriberOf(() => (isEndless ? again(bus) : 0)), subscriberOf(() => 0, 'B')];
    const bus: Bus = openBus([endless, other]);
    bus.notify();
    await afterEverythingDue();
    isEndless = false;
    const before = other.delivered;
    bus.notify();
    expect(other.delivered).toBe(before + 1);
  });

  it('is told again of the next event', () => {
    let endless = true;
    const heard: unknown[] = [];
    const bus: Bus = openBus([subscriberOf((payload) => (endless ? bus.notify() : heard.push(payload)))]);
    bus.notify();
    endless = false;
    bus.notify({ n: 1 });
    expect(heard).toEqual([{ n: 1 }]);
  });
});

describe('synchronous subscribers', () => {
  it('cost notify no promise', () => {
    const bus = openBus([subscriberOf(() => 1), subscriberOf(boom, 'B')]);
    let promises = 0;
    const hook = createHook({ init: (_, type) => void (type === 'PROMISE' && promises++) }).enable();
    for (let count = 0; count < 1_000; count++) bus.notify({ n: count });
    const byNotify = promises;
    void Promise.resolve();
    hook.disable();
    expect(byNotify).toBe(0);
    expect(promises).toBeGreaterThan(0);
  });
});

describe('a subscriber that is added during a broadcast', () => {
  it('hears the next one, not that one', () => {
    const heard: string[] = [];
    const late = subscriberOf(() => heard.push('late'), 'Late');
    const bus: Bus = openBus([
      subscriberOf(() => {
        heard.push('first');
        if (heard.length === 1) bus.channels.subscribe([late]);
      }),
      subscriberOf(() => heard.push('second'), 'B'),
    ]);
    bus.notify();
    expect(heard).toEqual(['first', 'second']);
    bus.notify();
    expect(heard.slice(2)).toEqual(['first', 'second', 'late']);
  });
});

function throwRevoked(): never {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  throw proxy;
}

function atDepth(depth: number, run: () => void): number {
  if (depth > 0) return 1 + atDepth(depth - 1, run);
  run();
  return 0;
}
