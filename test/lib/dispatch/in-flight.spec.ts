import { BroadcastTally } from '../../../lib/dispatch/broadcast-result.js';
import { InFlight } from '../../../lib/dispatch/in-flight.js';
import { PendingDelivery } from '../../../lib/dispatch/pending-delivery.js';
import type { Subscriber } from '../../../lib/dispatch/subscriber.js';
import { cpuTimeOf, subscriberOf } from '../support/dispatch-fixture.js';

describe('the deliveries in flight', () => {
  it('are counted at their subscriber until they are let go', () => {
    const { inFlight, subscriber, hold } = held();
    const [first, second] = [hold(), hold()];
    expect(subscriber.inFlight).toBe(2);
    inFlight.remove(first);
    expect(subscriber.inFlight).toBe(1);
    inFlight.remove(second);
    expect(subscriber.inFlight).toBe(0);
  });

  it('are let go once: a second time changes nothing', () => {
    const { inFlight, subscriber, hold } = held();
    const delivery = hold();
    hold();
    inFlight.remove(delivery);
    inFlight.remove(delivery);
    expect(subscriber.inFlight).toBe(1);
  });

  it('have turns in the order in which they began', () => {
    const { inFlight, hold } = held();
    expect([hold().turn, hold().turn, inFlight.lastTurn]).toEqual([1, 2, 2]);
  });

  it('begin and end a delivery of the broadcast that is awaited', async () => {
    const inFlight = new InFlight(() => undefined);
    const tally = new BroadcastTally();
    const delivery = new PendingDelivery(
      subscriberOf(() => undefined),
      tally,
    );
    inFlight.add(delivery);
    const result = tally.whenSettled();
    tally.succeeded();
    inFlight.remove(delivery);
    await expect(result).resolves.toEqual({ delivered: 1, failed: [] });
  });

  it('are grouped by subscriber, up to a turn', () => {
    const inFlight = new InFlight(() => undefined);
    const [a, b] = [subscriberOf(() => undefined, 'A'), subscriberOf(() => undefined, 'B')];
    const deliveries = [a, b, a, b].map((subscriber) => new PendingDelivery(subscriber, undefined));
    for (const delivery of deliveries) inFlight.add(delivery);
    expect([...inFlight.bySubscriber(3)]).toEqual([
      [a, [deliveries[0], deliveries[2]]],
      [b, [deliveries[1]]],
    ]);
  });
});

describe('waiting for the deliveries in flight', () => {
  it('ends at once when there are none', async () => {
    await expect(held().inFlight.whenGone(Infinity)).resolves.toBeUndefined();
  });

  it('ends when the last one is let go, in whatever order they end', async () => {
    const { inFlight, hold } = held();
    const deliveries = [hold(), hold(), hold()];
    const wait = watched(inFlight.whenGone(Infinity));
    for (const delivery of [2, 0, 1].map((index) => deliveries[index]).filter((one) => one !== undefined)) {
      expect(await wait.isOver()).toBe(false);
      inFlight.remove(delivery);
    }
    expect(await wait.isOver()).toBe(true);
  });

  it('up to a turn does not care about those that began later', async () => {
    const { inFlight, hold } = held();
    const first = hold();
    const wait = watched(inFlight.whenGone(inFlight.lastTurn));
    hold();
    expect(inFlight.holdsUpTo(1)).toBe(true);
    inFlight.remove(first);
    expect(inFlight.holdsUpTo(1)).toBe(false);
    expect(await wait.isOver()).toBe(true);
  });

  it('up to a turn is not ended by those that began later', async () => {
    const { inFlight, hold } = held();
    const first = hold();
    const wait = watched(inFlight.whenGone(inFlight.lastTurn));
    inFlight.remove(hold());
    expect(await wait.isOver()).toBe(false);
    inFlight.remove(first);
    expect(await wait.isOver()).toBe(true);
  });

  it('for all includes those that began meanwhile', async () => {
    const { inFlight, hold } = held();
    const first = hold();
    const wait = watched(inFlight.whenGone(Infinity));
    const second = hold();
    inFlight.remove(first);
    expect(await wait.isOver()).toBe(false);
    inFlight.remove(second);
    expect(await wait.isOver()).toBe(true);
  });

  it('ends for each that waits, as soon as it may', async () => {
    const { inFlight, hold } = held();
    const [first, second] = [hold(), hold()];
    const [early, late, all] = [1, 2, Infinity].map((turn) => watched(inFlight.whenGone(turn)));
    inFlight.remove(first);
    expect([await early?.isOver(), await late?.isOver(), await all?.isOver()]).toEqual([true, false, false]);
    inFlight.remove(second);
    expect([await late?.isOver(), await all?.isOver()]).toEqual([true, true]);
  });

  it('costs no more for a delivery when there are many: 100,000 end while somebody waits', async () => {
    const { inFlight, hold } = held();
    const deliveries = Array.from({ length: 100_000 }, hold);
    const gone = inFlight.whenGone(Infinity);
    const cost = cpuTimeOf(() => {
      for (const delivery of deliveries) inFlight.remove(delivery);
    });
    // Looking for the oldest one among all those already gone takes more than a second.
    expect(cost).toBeLessThan(500);
    await gone;
  });
});

function held(): { inFlight: InFlight; subscriber: Subscriber; hold: () => PendingDelivery } {
  const inFlight = new InFlight(() => undefined);
  const subscriber = subscriberOf(() => undefined);
  const hold = (): PendingDelivery => {
    const delivery = new PendingDelivery(subscriber, undefined);
    inFlight.add(delivery);
    return delivery;
  };
  return { inFlight, subscriber, hold };
}

function watched(promise: Promise<void>): { isOver(): Promise<boolean> } {
  let over = false;
  void promise.then(() => (over = true));
  return {
    isOver: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return over;
    },
  };
}
