import { BroadcastTally } from '../../../lib/dispatch/broadcast-result.js';
import { InFlight } from '../../../lib/dispatch/in-flight.js';
import { TRACED, WatchedDelivery } from '../../../lib/dispatch/observation/watched-delivery.js';
import type { PendingGroup } from '../../../lib/dispatch/pending-group.js';
import type { Subscriber } from '../../../lib/dispatch/subscriber.js';
import { cpuTimeOf, holdAloneIn, holdIn, NO_OUTCOMES, subscriberOf } from '../support/dispatch-fixture.js';

describe('the deliveries in flight', () => {
  it('are counted at their subscriber until they are let go', () => {
    const { inFlight, subscriber, hold } = held();
    const [first, second] = [hold(), hold()];
    expect(subscriber.inFlight).toBe(2);
    inFlight.release(first);
    expect(subscriber.inFlight).toBe(1);
    inFlight.release(second);
    expect(subscriber.inFlight).toBe(0);
  });

  it('of one subscriber and one tick share what is called back', () => {
    const { inFlight, subscriber } = held();
    const [first, second] = [holdIn(inFlight, subscriber), holdIn(inFlight, subscriber)];
    expect(second).toBe(first);
    expect(first.count).toBe(2);
    inFlight.release(first);
    expect(holdIn(inFlight, subscriber)).toBe(first);
    expect(subscriber.inFlight).toBe(2);
  });

  it('do not share it between subscribers, between turns, or with a broadcast that somebody awaits', () => {
    const { inFlight, subscriber } = held();
    const tally = new BroadcastTally();
    const groups = [
      holdIn(inFlight, subscriber),
      holdIn(
        inFlight,
        subscriberOf(() => undefined, 'Q'),
      ),
      holdIn(inFlight, subscriber, tally),
      holdAloneIn(inFlight, subscriber, tally),
      holdIn(inFlight, subscriber),
    ];
    expect(new Set(groups).size).toBe(5);
  });

  it('that somebody looks at have a group of their own each, which forgets who looks when it is let go', () => {
    const { inFlight, subscriber } = held();
    const look = (): PendingGroup => {
      const group = inFlight.groupFor(subscriber, undefined, new WatchedDelivery(subscriber, TRACED));
      group.count++;
      subscriber.inFlight++;
      return group;
    };
    const groups = [holdIn(inFlight, subscriber), look(), look()];
    expect(new Set([...groups, holdIn(inFlight, subscriber)]).size).toBe(3);
    expect(groups.map((group) => group.watched === undefined)).toEqual([true, false, false]);
    for (const group of groups) inFlight.release(group);
    expect(groups.map((group) => group.watched)).toEqual([undefined, undefined, undefined]);
  });

  it('are held again in a group that was empty meanwhile', () => {
    const { inFlight, subscriber } = held();
    const group = holdIn(inFlight, subscriber);
    inFlight.release(group);
    expect(inFlight.holdsUpTo(Infinity)).toBe(false);
    expect(holdIn(inFlight, subscriber)).toBe(group);
    expect(inFlight.holdsUpTo(Infinity)).toBe(true);
  });

  it('that did not begin after all leave nothing behind', () => {
    const { inFlight, subscriber } = held();
    const group = inFlight.groupFor(subscriber, undefined);
    expect(inFlight.holdsUpTo(Infinity)).toBe(false);
    inFlight.dropIfEmpty(group);
    expect(group).toMatchObject({ isQueued: false, next: undefined, previous: undefined });
  });

  it('have turns in the order in which they began', () => {
    const { inFlight, hold } = held();
    expect([hold().turn, hold().turn, inFlight.endTurn()]).toEqual([1, 2, 3]);
  });

  it('begin and end a delivery of the broadcast that is awaited', async () => {
    const inFlight = new InFlight(NO_OUTCOMES);
    const tally = new BroadcastTally();
    const delivery = holdIn(
      inFlight,
      subscriberOf(() => undefined),
      tally,
    );
    const result = tally.whenSettled();
    tally.succeeded();
    inFlight.release(delivery);
    await expect(result).resolves.toEqual({ delivered: 1, failed: [] });
  });

  it('are grouped by subscriber, up to a turn', () => {
    const inFlight = new InFlight(NO_OUTCOMES);
    const [a, b] = [subscriberOf(() => undefined, 'A'), subscriberOf(() => undefined, 'B')];
    const deliveries = [a, b, a, b].map((subscriber) => holdAloneIn(inFlight, subscriber));
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
      inFlight.release(delivery);
    }
    expect(await wait.isOver()).toBe(true);
  });

  it('up to a turn does not care about those that began later', async () => {
    const { inFlight, hold } = held();
    const first = hold();
    const wait = watched(inFlight.whenGone(first.turn));
    hold();
    expect(inFlight.holdsUpTo(1)).toBe(true);
    inFlight.release(first);
    expect(inFlight.holdsUpTo(1)).toBe(false);
    expect(await wait.isOver()).toBe(true);
  });

  it('up to a turn is not ended by those that began later', async () => {
    const { inFlight, hold } = held();
    const first = hold();
    const wait = watched(inFlight.whenGone(first.turn));
    inFlight.release(hold());
    expect(await wait.isOver()).toBe(false);
    inFlight.release(first);
    expect(await wait.isOver()).toBe(true);
  });

  it('for all includes those that began meanwhile', async () => {
    const { inFlight, hold } = held();
    const first = hold();
    const wait = watched(inFlight.whenGone(Infinity));
    const second = hold();
    inFlight.release(first);
    expect(await wait.isOver()).toBe(false);
    inFlight.release(second);
    expect(await wait.isOver()).toBe(true);
  });

  it('ends for each that waits, as soon as it may', async () => {
    const { inFlight, hold } = held();
    const [first, second] = [hold(), hold()];
    const [early, late, all] = [1, 2, Infinity].map((turn) => watched(inFlight.whenGone(turn)));
    inFlight.release(first);
    expect([await early?.isOver(), await late?.isOver(), await all?.isOver()]).toEqual([true, false, false]);
    inFlight.release(second);
    expect([await late?.isOver(), await all?.isOver()]).toEqual([true, true]);
  });

  it('costs no more for a delivery when there are many: 100,000 end while somebody waits', async () => {
    const { inFlight, hold } = held();
    const deliveries = Array.from({ length: 100_000 }, hold);
    const gone = inFlight.whenGone(Infinity);
    const cost = cpuTimeOf(() => {
      for (const delivery of deliveries) inFlight.release(delivery);
    });
    // Looking for the oldest one among all those already gone takes more than a second.
    expect(cost).toBeLessThan(500);
    await gone;
  });
});

function held(): { inFlight: InFlight; subscriber: Subscriber; hold: () => PendingGroup } {
  const inFlight = new InFlight(NO_OUTCOMES);
  const subscriber = subscriberOf(() => undefined);
  return { inFlight, subscriber, hold: () => holdAloneIn(inFlight, subscriber) };
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
