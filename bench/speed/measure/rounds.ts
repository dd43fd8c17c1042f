import type { Contender } from '../contenders/contender.js';

/** What each contender took, by its name: a number for each round, and the same round at the same index. */
export type Times = Readonly<Record<string, readonly number[]>>;

/**
 * Lets contenders run in turn, round after round, each round beginning with another one: what the machine does besides, and
 * whatever one contender leaves to the next, hits all of them alike.
 *
 * @param measure measures a contender once
 */
export async function measureInRounds(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender) => Promise<number>,
): Promise<Times> {
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of rotated(contenders, round)) times.get(contender.name)?.push(await measure(contender));
  }
  return Object.fromEntries(times);
}

/** The rounds of several sets of the same contenders, as if they were one. */
export function joined(sets: readonly Times[]): Times {
  const names = new Set(sets.flatMap((times) => Object.keys(times)));
  return Object.fromEntries([...names].map((name) => [name, sets.flatMap((times) => times[name] ?? [])]));
}

/** A list that begins at another place, and goes on where it ends. */
export function rotated<T>(list: readonly T[], by: number): T[] {
  const start = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
