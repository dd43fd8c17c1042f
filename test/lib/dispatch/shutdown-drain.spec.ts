import { jest } from '@jest/globals';
import { InFlight } from '../../../lib/dispatch/in-flight.js';
import type { PendingGroup } from '../../../lib/dispatch/pending-group.js';
import { ShutdownDrain } from '../../../lib/dispatch/shutdown-drain.js';
import { holdAloneIn, NO_OUTCOMES, subscriberOf } from '../support/dispatch-fixture.js';

const BUDGET = 1_000;

describe('the wait at shutdown', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends at once when nothing is in flight, and sets no timer', async () => {
    const { drain, givenUp } = draining();
    const wait = drain.wait(Infinity);
    expect(jest.getTimerCount()).toBe(0);
    await wait;
    expect(givenUp).toEqual([]);
  });

  it('ends when what is in flight has settled, and leaves no timer behind', async () => {
    const { drain, hold, end, givenUp } = draining();
    const delivery = hold();
    const wait = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(999);
    end(delivery);
    await wait;
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(BUDGET);
    expect(givenUp).toEqual([]);
  });

  it('gives up what has not settled when the time is up, not before', async () => {
    const { drain, hold, givenUp } = draining();
    hold();
    const wait = drain.wait(1);
    await jest.advanceTimersByTimeAsync(BUDGET - 1);
    expect(givenUp).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(givenUp).toEqual([1]);
    await wait;
  });

  it('does not wait for what began after the turn it was given', async () => {
    const { drain, hold, end } = draining();
    const first = hold();
    const wait = drain.wait(1);
    hold();
    end(first);
    await wait;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('has one budget for all its waits', async () => {
    const { drain, hold, end, givenUp } = draining();
    const first = hold();
    const wait = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(700);
    end(first);
    await wait;
    hold();
    const rest = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(299);
    expect(givenUp).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(givenUp).toEqual([Infinity]);
    await rest;
  });

  it('has that budget however long the application ran before', async () => {
    const { drain, hold, end, givenUp } = draining();
    await jest.advanceTimersByTimeAsync(60_000);
    const first = hold();
    const wait = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(400);
    end(first);
    await wait;
    hold();
    const rest = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(599);
    expect(givenUp).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(givenUp).toEqual([Infinity]);
    await rest;
  });

  it('does not count the time between its waits', async () => {
    const { drain, hold, end, givenUp } = draining();
    const first = hold();
    const wait = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(400);
    end(first);
    await wait;
    await jest.advanceTimersByTimeAsync(60_000);
    hold();
    const rest = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(599);
    expect(givenUp).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(givenUp).toEqual([Infinity]);
    await rest;
  });

  it('counts time once when two wait at a time, and gives up for both', async () => {
    const { drain, hold, givenUp } = draining();
    hold();
    const first = drain.wait(1);
    await jest.advanceTimersByTimeAsync(600);
    hold();
    const second = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(400);
    expect(givenUp).toEqual([Infinity]);
    await Promise.all([first, second]);
  });

  it('gives up the furthest that anybody waits for, whoever came first', async () => {
    const { drain, hold, givenUp } = draining();
    hold();
    const all = drain.wait(Infinity);
    const first = drain.wait(1);
    await jest.advanceTimersByTimeAsync(BUDGET);
    expect(givenUp).toEqual([Infinity]);
    await Promise.all([all, first]);
  });

  it('leaves no timer behind when two waited at a time', async () => {
    const { drain, hold, end } = draining();
    const delivery = hold();
    const waits = [drain.wait(1), drain.wait(Infinity)];
    end(delivery);
    await Promise.all(waits);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('goes on for the one that still waits when the other is done', async () => {
    const { drain, hold, end, givenUp } = draining();
    const first = hold();
    const early = drain.wait(1);
    hold();
    const late = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(500);
    end(first);
    await early;
    await jest.advanceTimersByTimeAsync(500);
    expect(givenUp).toEqual([Infinity]);
    await late;
  });

  it('gives up at once when the budget is spent', async () => {
    const { drain, hold, givenUp } = draining();
    hold();
    const wait = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(BUDGET);
    await wait;
    hold();
    const rest = drain.wait(Infinity);
    await jest.advanceTimersByTimeAsync(1);
    expect(givenUp).toEqual([Infinity, Infinity]);
    await rest;
  });

  it('gives up only up to the turn that somebody waits for', async () => {
    const { drain, hold, end, givenUp } = draining();
    const first = hold();
    const all = drain.wait(Infinity);
    end(first);
    await all;
    hold();
    hold();
    const wait = drain.wait(2);
    await jest.advanceTimersByTimeAsync(BUDGET);
    expect(givenUp).toEqual([2]);
    await wait;
  });

  it('ends in time also when giving up starts something new that never settles', async () => {
    const inFlight = new InFlight(NO_OUTCOMES);
    const hold = () =>
      holdAloneIn(
        inFlight,
        subscriberOf(() => undefined, 'P', 'on_a', 'k', { timeout: 0 }),
      );
    const drain = new ShutdownDrain(inFlight, BUDGET, (lastTurn) => {
      hold();
      letGo(inFlight, lastTurn === Infinity ? 1 : lastTurn);
    });
    hold();
    let over = false;
    void drain.wait(Infinity).then(() => (over = true));
    await jest.advanceTimersByTimeAsync(BUDGET + 100);
    expect(over).toBe(true);
  });
});

interface Draining {
  readonly drain: ShutdownDrain;
  readonly givenUp: number[];
  hold(): PendingGroup;
  end(delivery: PendingGroup): void;
}

function draining(): Draining {
  const inFlight = new InFlight(NO_OUTCOMES);
  const givenUp: number[] = [];
  const drain = new ShutdownDrain(inFlight, BUDGET, (lastTurn) => {
    givenUp.push(lastTurn);
    letGo(inFlight, lastTurn);
  });
  return {
    drain,
    givenUp,
    hold: () =>
      holdAloneIn(
        inFlight,
        subscriberOf(() => undefined, 'P', 'on_a', 'k', { timeout: 0 }),
      ),
    end: (delivery) => inFlight.release(delivery),
  };
}

function letGo(inFlight: InFlight, lastTurn: number): void {
  for (const deliveries of inFlight.bySubscriber(lastTurn).values()) {
    for (const delivery of deliveries) inFlight.release(delivery);
  }
}
