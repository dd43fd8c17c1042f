import { jest } from '@jest/globals';
import { Deferred, openBus, subscriberOf, type Bus } from '../support/dispatch-fixture.js';

const never = (): Promise<void> => new Promise(() => undefined);

describe('whenIdle', () => {
  it('settles at once when nothing is in flight', async () => {
    await expect(openBus([]).dispatcher.whenIdle()).resolves.toBeUndefined();
  });

  it('settles once nothing is in flight, what began meanwhile included', async () => {
    const { bus, answers } = answering();
    bus.notify();
    const idle = watched(bus.dispatcher.whenIdle());
    bus.notify();
    answers[0]?.resolve();
    await tick();
    expect(idle.over).toBe(false);
    answers[1]?.resolve();
    await tick();
    expect(idle.over).toBe(true);
  });
});

describe('an application that begins to shut down', () => {
  it('waits for what is in flight at that moment, and for nothing that begins later', async () => {
    const { bus, answers } = answering();
    bus.notify();
    const begun = watched(bus.dispatcher.beginShutdown());
    bus.notify();
    await tick();
    expect(begun.over).toBe(false);
    answers[0]?.resolve();
    await tick();
    expect(begun.over).toBe(true);
  });

  it('still takes events', async () => {
    const { bus, answers } = answering();
    await bus.dispatcher.beginShutdown();
    bus.notify();
    expect(answers).toHaveLength(1);
    expect(bus.log.lines).toEqual([]);
  });
});

describe('an application that has shut down', () => {
  it('waited for all that was in flight', async () => {
    const { bus, answers } = answering();
    bus.notify();
    const closed = watched(bus.dispatcher.close());
    bus.notify();
    answers[0]?.resolve();
    await tick();
    expect(closed.over).toBe(false);
    answers[1]?.resolve();
    await tick();
    expect(closed.over).toBe(true);
  });

  it('waited for what a publisher published when its last event had settled', async () => {
    const { bus, answers } = answering();
    const chain = async (): Promise<void> => {
      await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
      await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    };
    const chained = chain();
    const closed = watched(bus.dispatcher.close());
    answers[0]?.resolve();
    await tick();
    // Either it waits for the second one, or that one was refused; it must not be left alone.
    expect(closed.over && answers.length === 2).toBe(false);
    answers[1]?.resolve();
    await chained;
  });

  it('refuses what is published, with a log, and tells nobody', async () => {
    const { bus, answers } = answering();
    await bus.dispatcher.close();
    bus.notify();
    expect(answers).toEqual([]);
    expect(bus.log.lines).toEqual([expect.stringMatching(/^kind=k hook=on_a refused=SHUT_DOWN error=".+"$/)]);
    await expect(bus.dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toMatchObject({
      delivered: 0,
      refused: { code: 'SHUT_DOWN' },
    });
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(2);
  });

  it('throws nothing at a late publisher, not even in strict mode', async () => {
    const bus = openBus([], { options: { strict: true } });
    await bus.dispatcher.close();
    expect(() => bus.notify()).not.toThrow();
    await expect(bus.dispatcher.dispatch('k', 'on_a', {}, undefined)).resolves.toMatchObject({
      refused: { code: 'SHUT_DOWN' },
    });
  });

  it('says what its logs had held back', async () => {
    const fail = (): never => {
      throw new Error('boom');
    };
    const bus = openBus([subscriberOf(fail)]);
    for (let count = 0; count < 12; count++) {
      bus.notify();
      bus.dispatcher.notify('k', 'on_c', {}, undefined);
    }
    await bus.dispatcher.close();
    expect(bus.log.lines.filter((line) => line.includes('suppressed=2'))).toEqual([
      expect.stringMatching(/^plugin=P error=/),
      expect.stringMatching(/^kind=k hook=on_c refused=HOOK_UNKNOWN/),
    ]);
  });
});

describe('a delivery that does not settle before the shutdown timeout', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is given up and counted as failed, and one line for each subscriber names it', async () => {
    const [one, two] = [subscriberOf(never, 'One'), subscriberOf(never, 'Two')];
    const bus = openBus([one, two]);
    bus.notify();
    bus.notify();
    const result = bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    const closed = watched(bus.dispatcher.close());
    await jest.advanceTimersByTimeAsync(999);
    expect(closed.over).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(closed.over).toBe(true);
    expect(bus.log.entries).toEqual(
      ['One', 'Two'].map((plugin) => ({
        level: 'error',
        line: `plugin=${plugin} error="3 deliveries did not settle within 1000 ms (option shutdownTimeout)" kind=k hook=on_a`,
        stack: undefined,
      })),
    );
    expect([one, two].map(({ delivered, failed, inFlight }) => [delivered, failed, inFlight])).toEqual([
      [0, 3, 0],
      [0, 3, 0],
    ]);
    await expect(result).resolves.toMatchObject({
      delivered: 0,
      failed: [{ error: { code: 'SUBSCRIBER_TIMEOUT' } }, {}],
    });
  });

  it('does not hold up whenIdle any longer, also between the two steps', async () => {
    const bus = openBus([subscriberOf(never)]);
    await bus.dispatcher.beginShutdown();
    bus.notify();
    const idle = watched(bus.dispatcher.whenIdle());
    await jest.advanceTimersByTimeAsync(999);
    expect(idle.over).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(idle.over).toBe(true);
  });

  it('is of no account when it settles afterwards', async () => {
    const { bus, answers } = answering();
    bus.notify();
    const closed = bus.dispatcher.close();
    await jest.advanceTimersByTimeAsync(1000);
    await closed;
    answers[0]?.reject(new Error('too late'));
    await jest.advanceTimersByTimeAsync(1000);
    expect(bus.log.lines).toEqual([expect.stringMatching(/^plugin=P error="1 delivery did not settle /)]);
  });

  it('is given up once for both steps: they share the budget, and time between them is free', async () => {
    const { bus, answers } = answering();
    bus.notify();
    const begun = bus.dispatcher.beginShutdown();
    await jest.advanceTimersByTimeAsync(600);
    answers[0]?.resolve();
    await begun;
    await jest.advanceTimersByTimeAsync(60_000);
    bus.notify();
    const closed = watched(bus.dispatcher.close());
    await jest.advanceTimersByTimeAsync(399);
    expect(closed.over).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(closed.over).toBe(true);
  });

  it('ends the shutdown in time also when the logger publishes what never settles', async () => {
    const bus: Bus = openBus([subscriberOf(never)], {
      writeTo: (log) => ({
        error: (line) => {
          log.error(line);
          if (log.lines.length < 5) bus.notify();
        },
        warn: () => undefined,
        info: () => undefined,
      }),
    });
    bus.notify();
    const closed = watched(bus.dispatcher.close());
    await jest.advanceTimersByTimeAsync(2000);
    expect(closed.over).toBe(true);
  });
});

function answering(): { bus: Bus; answers: Deferred[] } {
  const answers: Deferred[] = [];
  const answer = (): Promise<void> => {
    const later = new Deferred();
    answers.push(later);
    return later.promise;
  };
  return { bus: openBus([subscriberOf(answer)]), answers };
}

function watched(promise: Promise<void>): { over: boolean } {
  const state = { over: false };
  void promise.then(() => (state.over = true));
  return state;
}

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
