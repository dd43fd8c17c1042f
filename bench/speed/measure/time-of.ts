import type { Contender } from '../contenders/contender.js';

const NANOSECONDS = 1e6;

/**
 * Publishes events for a while, a batch and a turn of the event loop each time: what a batch leaves for later, such as the
 * reactions to its promises, counts as well, for each contender in the same way. What the turn itself takes does not.
 *
 * No library for benchmarks does this part: those there are run one contender to its end before the next, or compile their
 * loop anew at each call, which in a short round is most of what they see, and keep megabytes of samples meanwhile.
 *
 * @param batch how many events are published before a turn
 * @param milliseconds how long to go on at least
 * @param emptyTurn what {@link timeOfTurn} gave
 * @returns nanoseconds an event, collections of garbage included
 */
export async function timeOf(
  { publish }: Pick<Contender, 'publish'>,
  batch: number,
  milliseconds: number,
  emptyTurn = 0,
): Promise<number> {
  let turns = 0;
  const start = performance.now();
  let now = start;
  do {
    const pending = publish(batch);
    if (pending !== undefined) await pending;
    await turn();
    turns++;
    now = performance.now();
  } while (now - start < milliseconds);
  return (((now - start) * NANOSECONDS) / turns - emptyTurn) / batch;
}

/** What a turn of the event loop takes in which nothing is published, in nanoseconds. */
export async function timeOfTurn(milliseconds: number): Promise<number> {
  return timeOf({ publish: () => undefined }, 1, milliseconds);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
