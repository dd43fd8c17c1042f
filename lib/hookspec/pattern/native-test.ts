import { PatternOverload } from './pattern-overload.js';
import { spendWork } from './work-budget.js';

/** Asks V8 whether a text matches, where that takes it time linear in the text. */
export class NativeTest {
  /**
   * @param stepsPerCharacter how much work that is
   * @param rule names the test when it takes too long
   */
  constructor(
    private readonly native: RegExp,
    private readonly stepsPerCharacter: number,
    private readonly rule: string,
  ) {
    // V8 compiles at the first text of each of its two sorts, and refuses then what becomes too large.
    for (const text of ['', '\u0100']) native.test(text);
  }

  /**
   * Whether the text matches.
   *
   * @throws PatternOverload when finding out takes too long
   */
  test(text: string): boolean {
    spendWork(text.length * this.stepsPerCharacter, text, this.rule);
    try {
      return this.native.test(text);
    } catch (error) {
      // V8 remembers each round of a group, and has room for some millions.
      if (error instanceof RangeError) throw new PatternOverload(text, this.rule);
      throw error;
    }
  }

  /** A name that no other test has. */
  toString(): string {
    return String(this.native);
  }
}
