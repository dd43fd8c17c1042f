import { PatternOverload } from './pattern-overload.js';

/**
 * The steps that all texts of a payload may take together. Some seven nanoseconds each were measured: other work waits some
 * sixty milliseconds at the most.
 */
export const PAYLOAD_STEPS = 8_000_000;

// One for all: a check does not wait for anything, so that there is one at a time.
let left = PAYLOAD_STEPS;

/** Call it before a payload is checked: what was spent on the one before does not count. */
export function refillWork(): void {
  left = PAYLOAD_STEPS;
}

/**
 * Counts work for a text of the payload that is being checked.
 *
 * @param rule what the text is checked against
 * @throws PatternOverload when all the work for this payload becomes too much
 */
export function spendWork(steps: number, text: string, rule: string): void {
  left -= steps;
  if (left < 0) throw new PatternOverload(text, rule);
}
