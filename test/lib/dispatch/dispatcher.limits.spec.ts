import { jest } from '@jest/globals';
import { InFlightLimitError } from '../../../lib/errors/in-flight-limit.error.js';
import { SubscriberTimeoutError } from '../../../lib/errors/subscriber-timeout.error.js';
import { Deferred, openBus, subscriberOf } from '../support/dispatch-fixture.js';

const never = (): Promise<void> => new Promise(() => undefined);

describe('a subscriber that never settles', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const hanging = () => subscriberOf(never, 'Hanging', 'on_a', 'k', { timeout: 1_000 });

  it('counts as failed after its timeout, is named, and is not held any more', async () => {
    const subscriber = hanging();
    const bus = openBus([subscriber, subscriberOf(() => 0, 'B')]);
    const result = bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    jest.advanceTimersByTime(1_300);
    const { delivered, failed } = await result;
    expect(delivered).toBe(1);
    expect(failed).toEqual([{ plugin: 'Hanging', error: expect.any(SubscriberTimeoutError) as unknown }]);
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, timedOut: 1, shed: 0, inFlight: 0 });
    expect(bus.log.entries).toEqual([
      {
        level: 'error',
        line: 'plugin=Hanging error="did not settle within 1000 ms (option timeout)" kind=k hook=on_a',
        stack: undefined,
      },
    ]);
  });

  it('is ignored when it settles late after all', async () => {
    const [late, refused] = [new Deferred(), new Deferred()];
    const answers = [late.promise, refused.promise];
    const subscriber = subscriberOf(() => answers.shift(), 'Late', 'on_a', 'k', { timeout: 1_000 });
    const bus = openBus([subscriber]);
    bus.notify();
    bus.notify();
    jest.advanceTimersByTime(1_300);
    late.resolve();
    refused.reject(new Error('too late'));
    await jest.advanceTimersByTimeAsync(100);
    expect(subscriber).toMatchObject({ delivered: 0, failed: 2, timedOut: 2, inFlight: 0 });
    expect(bus.log.lines).toHaveLength(2);
  });

  it('ends whenIdle() by its timeout', async () => {
    const bus = openBus([hanging()]);
    bus.notify();
    const idle = bus.dispatcher.whenIdle();
    jest.advanceTimersByTime(1_300);
    await expect(idle).resolves.toBeUndefined();
  });

  it('is given up by shutdown before that, and then counts as timed out once', async () => {
    const subscriber = hanging();
    const bus = openBus([subscriber], { options: { shutdownTimeout: 500 } });
    bus.notify();
    const closed = bus.dispatcher.close();
    await jest.advanceTimersByTimeAsync(500);
    await closed;
    await jest.advanceTimersByTimeAsync(2_000);
    expect(subscriber).toMatchObject({ failed: 1, timedOut: 1, inFlight: 0 });
    expect(bus.log.lines).toEqual([expect.stringContaining('within 500 ms (option shutdownTimeout)')]);
  });

  it('10,000 times is counted 10,000 times, logged 10 times, and holds nothing', () => {
    const subscriber = hanging();
    const bus = openBus([subscriber]);
    for (let count = 0; count < 10_000; count++) bus.notify();
    expect(subscriber.inFlight).toBe(10_000);
    jest.advanceTimersByTime(1_300);
    expect(subscriber).toMatchObject({ failed: 10_000, timedOut: 10_000, inFlight: 0 });
    expect(bus.log.lines.filter((line) => line.includes('did not settle'))).toHaveLength(10);
    jest.advanceTimersByTime(10_000);
    expect(bus.log.lines.at(-1)).toContain('suppressed=9990');
  });
});

describe('a subscriber that holds as many deliveries as it may', () => {
  it('is not told of more, which count as failed and are named', async () => {
    let told = 0;
    const subscriber = subscriberOf(() => (told++, never()), 'Full', 'on_a', 'k', { timeout: 0, maxInFlight: 3 });
    const bus = openBus([subscriber]);
    for (let count = 0; count < 4; count++) bus.notify();
    const { delivered, failed } = await bus.dispatcher.dispatch('k', 'on_a', {}, undefined);
    expect(told).toBe(3);
    expect(delivered).toBe(0);
    expect(failed).toEqual([{ plugin: 'Full', error: expect.any(InFlightLimitError) as unknown }]);
    expect(subscriber).toMatchObject({ failed: 2, shed: 2, timedOut: 0, inFlight: 3 });
    expect(bus.log.entries[0]).toEqual({
      level: 'error',
      line: 'plugin=Full error="was not told, since 3 of its deliveries are in flight (option maxInFlight)" kind=k hook=on_a',
      stack: undefined,
    });
  });

  it('keeps nobody else from hearing', () => {
    let heard = 0;
    const full = subscriberOf(never, 'Full', 'on_a', 'k', { timeout: 0, maxInFlight: 1 });
    const bus = openBus([full, subscriberOf(() => heard++, 'B')]);
    for (let count = 0; count < 5; count++) bus.notify();
    expect(heard).toBe(5);
    expect(full.shed).toBe(4);
  });

  it('hears again as soon as one of them has settled', async () => {
    const first = new Deferred();
    const answers = [first.promise, Promise.resolve()];
    const subscriber = subscriberOf(() => answers.shift(), 'Full', 'on_a', 'k', { timeout: 0, maxInFlight: 1 });
    const bus = openBus([subscriber]);
    bus.notify();
    bus.notify();
    first.resolve();
    await bus.dispatcher.whenIdle();
    bus.notify();
    await bus.dispatcher.whenIdle();
    expect(subscriber).toMatchObject({ delivered: 2, failed: 1, shed: 1 });
  });

  it('hears 10,000 events of one tick with the limit that is the default, when it awaits nothing real', async () => {
    const subscriber = subscriberOf(async () => Promise.resolve());
    const bus = openBus([subscriber]);
    for (let count = 0; count < 10_000; count++) bus.notify();
    await bus.dispatcher.whenIdle();
    expect(subscriber).toMatchObject({ delivered: 10_000, failed: 0, shed: 0, inFlight: 0 });
  });
});
