import type { CharacterSet } from './character-set.js';
import type { WorkBudget } from './work-budget.js';

// A row holds a byte a set. A text of many scripts forgets and asks again.
const MAX_REMEMBERED = 1024;
// Asking V8 about one character takes as long as some twenty steps.
const STEPS_PER_QUESTION = 20;

/** Answers in which of a pattern's sets a character is. */
export class Alphabet {
  private readonly ascii: readonly Uint8Array[];
  private readonly remembered = new Map<number, Uint8Array>();

  /** @param sets those of the pattern; a row has one entry for each, in this order */
  constructor(private readonly sets: readonly CharacterSet[]) {
    this.ascii = Array.from({ length: 128 }, (_, character) =>
      Uint8Array.from(sets, ({ ascii }) => Number((ascii >> BigInt(character)) & 1n)),
    );
  }

  /** For each set, 1 when the character is in it and 0 when not. */
  rowOf(character: number, budget: WorkBudget): Uint8Array {
    return this.ascii[character] ?? this.remembered.get(character) ?? this.ask(character, budget);
  }

  private ask(character: number, budget: WorkBudget): Uint8Array {
    budget.spend(STEPS_PER_QUESTION * this.sets.length);
    const row = Uint8Array.from(this.sets, (set) => Number(set.has(character)));
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(character, row);
    return row;
  }
}
