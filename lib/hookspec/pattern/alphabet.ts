import type { CharacterSet } from './character-set.js';

const ASCII = 128;
// A row holds a byte a set. A text of many scripts forgets and asks again.
const MAX_REMEMBERED = 256;
// Asking V8 about one character takes as long as some twenty steps.
const STEPS_PER_QUESTION = 20;

/** Answers in which of a pattern's sets a character is. */
export class Alphabet {
  private readonly ascii: Uint8Array[] = [];
  private readonly beyond = new Map<number, Uint8Array>();

  /** @param sets those of the pattern; a row has one entry for each, in this order */
  constructor(private readonly sets: readonly CharacterSet[]) {}

  /**
   * For each set, 1 when the character is in it and 0 when not.
   *
   * @param spend is told how many steps it takes to find out
   */
  rowOf(character: number, spend: (steps: number) => void): Uint8Array {
    return this.ascii[character] ?? this.beyond.get(character) ?? this.ask(character, spend);
  }

  private ask(character: number, spend: (steps: number) => void): Uint8Array {
    spend(STEPS_PER_QUESTION * this.sets.length);
    const row = Uint8Array.from(this.sets, (set) => Number(set.has(character)));
    if (character < ASCII) {
      this.ascii[character] = row;
      return row;
    }
    if (this.beyond.size >= MAX_REMEMBERED) this.beyond.clear();
    this.beyond.set(character, row);
    return row;
  }
}
