import type { CharacterSet } from './character-set.js';

/** The characters of several sets. */
export interface CharacterSpan {
  /** Bit n says whether the character n is among them. */
  readonly ascii: bigint;
  /** The sets that hold more than ASCII. */
  readonly beyond: readonly CharacterSet[];
}

/** No character at all. */
export const NO_CHARACTERS: CharacterSpan = { ascii: 0n, beyond: [] };

/** The characters of one set. */
export function spanOf(set: CharacterSet): CharacterSpan {
  return { ascii: set.ascii, beyond: set.beyond === 'nothing' ? [] : [set] };
}

/** The characters of both. */
export function union(one: CharacterSpan, other: CharacterSpan): CharacterSpan {
  return { ascii: one.ascii | other.ascii, beyond: [...new Set([...one.beyond, ...other.beyond])] };
}

/** Whether both may hold the same character. Yes when in doubt. */
export function mayOverlap(one: CharacterSpan, other: CharacterSpan): boolean {
  if ((one.ascii & other.ascii) !== 0n) return true;
  return one.beyond.some((set) => other.beyond.some((another) => set.mayShareBeyondAscii(another)));
}
