import { jest } from '@jest/globals';
import { TICK } from '../../../lib/dispatch/coarse-timer.js';
import { InFlight } from '../../../lib/dispatch/in-flight.js';
import type { PendingGroup } from '../../../lib/dispatch/pending-group.js';
import { holdAloneIn, holdIn, NO_OUTCOMES, subscriberOf } from '../support/dispatch-fixture.js';

describe('a delivery that does not settle', () => {
  let expired: number[];
  let inFlight: InFlight;
  beforeEach(() => {
    jest.useFakeTimers();
    expired = [];
    inFlight = new InFlight({ ...NO_OUTCOMES, expired: ({ turn }) => expired.push(turn) });
  });
  afterEach(() => jest.useRealTimers());

  function hold(timeout: number): PendingGroup {
    return holdAloneIn(
      inFlight,
      subscriberOf(() => undefined, 'P', 'on_a', 'k', { timeout }),
    );
  }

  it('is held for its timeout, and let go within three ticks of it', () => {
    const { subscriber } = hold(1_000);
    jest.advanceTimersByTime(1_000 + TICK);
    expect(expired).toEqual([]);
    jest.advanceTimersByTime(TICK);
    expect(expired).toEqual([1]);
    expect(subscriber.inFlight).toBe(0);
    expect(inFlight.holdsUpTo(Infinity)).toBe(false);
  });

  it('expires by its own timeout, whatever those of others are and whoever began first', () => {
    hold(3_000);
    hold(1_000);
    hold(2_000);
    jest.advanceTimersByTime(1_000 + 3 * TICK);
    expect(expired).toEqual([2]);
    jest.advanceTimersByTime(1_000);
    expect(expired).toEqual([2, 3]);
    jest.advanceTimersByTime(1_000);
    expect(expired).toEqual([2, 3, 1]);
  });

  it('expires with all that began with it, and not with one that began later', () => {
    hold(1_000);
    hold(1_000);
    jest.advanceTimersByTime(500);
    hold(1_000);
    jest.advanceTimersByTime(500 + 3 * TICK);
    expect(expired).toEqual([1, 2]);
    jest.advanceTimersByTime(500);
    expect(expired).toEqual([1, 2, 3]);
  });

  it('of a group counts for itself: each that is left expires, once', () => {
    const subscriber = subscriberOf(() => undefined, 'P', 'on_a', 'k', { timeout: 1_000 });
    const group = [1, 2, 3].map(() => holdIn(inFlight, subscriber))[0];
    if (group) inFlight.release(group);
    jest.advanceTimersByTime(5_000);
    expect(expired).toEqual([1, 1]);
    expect(group).toMatchObject({ count: 0, isOver: true });
    expect(subscriber.inFlight).toBe(0);
  });

  it('is in a group of its own when it began in another tick', () => {
    const subscriber = subscriberOf(() => undefined, 'P', 'on_a', 'k', { timeout: 1_000 });
    const first = holdIn(inFlight, subscriber);
    jest.advanceTimersByTime(TICK);
    expect(holdIn(inFlight, subscriber)).not.toBe(first);
    jest.advanceTimersByTime(1_000 + TICK);
    expect(subscriber.inFlight).toBe(1);
    jest.advanceTimersByTime(TICK);
    expect(subscriber.inFlight).toBe(0);
  });

  it('with a timeout of 0 is held for ever, and no timer runs for it', () => {
    hold(0);
    expect(jest.getTimerCount()).toBe(0);
    hold(10);
    jest.advanceTimersByTime(24 * 60 * 60 * 1_000);
    expect(expired).toEqual([2]);
    expect(inFlight.holdsUpTo(Infinity)).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('that is let go in time does not expire', () => {
    inFlight.release(hold(1_000));
    jest.advanceTimersByTime(5_000);
    expect(expired).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('shares one timer with all others, which ends with the last of them', () => {
    for (let timeout = 100; timeout <= 1_000; timeout += 100) hold(timeout);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(2_000);
    expect(expired).toHaveLength(10);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('expires also when it began while others were expiring, since somebody who was told of them published', () => {
    const alarm = hold(100);
    inFlight.release(alarm);
    const expiredNow = ({ turn }: PendingGroup): void => {
      expired.push(turn);
      if (turn === 2) hold(100);
    };
    inFlight = new InFlight({ ...NO_OUTCOMES, expired: expiredNow });
    inFlight.release(hold(100));
    hold(300);
    jest.advanceTimersByTime(10_000);
    expect(expired).toEqual([2, 3]);
    expect(inFlight.holdsUpTo(Infinity)).toBe(false);
  });

  it('ends the wait of whoever waits for it', async () => {
    hold(1_000);
    const gone = inFlight.whenGone(Infinity);
    jest.advanceTimersByTime(1_000 + 3 * TICK);
    await expect(gone).resolves.toBeUndefined();
  });
});
