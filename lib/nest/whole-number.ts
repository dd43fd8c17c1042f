import { inspect } from 'node:util';

// Node's timers take no more, and fire at once instead; what is no time needs no more.
const MAX_NUMBER = 2 ** 31 - 1;

/** What is wrong with a number that an option gives: `must be a whole number …`. Nothing when it can be used. */
export function complaintAboutNumber(value: unknown, least: number): string | undefined {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= MAX_NUMBER) return undefined;
  return `must be a whole number from ${least} to ${MAX_NUMBER}, not ${inspect(value)}`;
}
