import { afterEverythingDue, openBus, subscriberOf, type Bus } from '../support/dispatch-fixture.js';

describe('a subscriber that publishes its own hook', () => {
  it.each<[string, (bus: Bus) => unknown]>([
    ['notify', (bus) => bus.notify()],
    ['notify, asynchronously', async (bus) => bus.notify()],
    ['dispatch', (bus) => bus.dispatcher.dispatch('k', 'on_a', {}, undefined)],
  ])('is stopped after 64 events inside one another; every delivery is accounted for: %s', async (_, again) => {
    let calls = 0;
    const endless = subscriberOf(() => {
      calls++;
      return again(bus);
    });
    const other = subscriberOf(() => 0, 'B');
    const bus: Bus = openBus([endless, other]);
    bus.notify();
    await afterEverythingDue();
    expect(calls).toBe(64);
    expect([endless.delivered, endless.failed, endless.inFlight]).toEqual([64, 0, 0]);
    expect(other.delivered).toBe(64);
    expect(bus.dispatcher.refusedCount('k', 'on_a')).toBe(1);
    expect(bus.log.lines).toEqual([
      'kind=k hook=on_a refused=PUBLISH_FAILED error="64 events were being published inside one another: ' +
        'does a subscriber publish its own hook?"',
    ]);
  });

  it('may do so as often as it likes, one event after another', async () => {
    let left = 1_000;
    const patient = subscriberOf(async () => {
      await Promise.resolve();
      if (left-- > 0) bus.notify();
    });
    const bus: Bus = openBus([patient]);
    bus.notify();
    await bus.dispatcher.whenIdle();
    expect(patient).toMatchObject({ delivered: 1_001, failed: 0 });
    expect(bus.log.lines).toEqual([]);
  });
});

describe('an event that a publisher sends', () => {
  it('is not held up by those that failed before it', () => {
    const bus = openBus([subscriberOf(() => 0)]);
    for (let count = 0; count < 100; count++) bus.dispatcher.notify('k', 'on_nothing', {}, undefined);
    bus.notify();
    expect(bus.channels.find('k', 'on_a')?.subscribers[0]?.delivered).toBe(1);
  });
});
