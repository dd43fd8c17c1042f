import { Alphabet } from './alphabet.js';
import type { CharacterSet } from './character-set.js';
import type { CompiledPattern } from './nfa-program.js';
import { NfaRun, type Places } from './nfa-run.js';
import { PlaceAssertions } from './place-assertions.js';
import { spendWork } from './work-budget.js';

/**
 * Matches a pattern in time linear in the text, as V8 would but for captures. Each lookaround is answered for all places
 * of a text by one pass of its own (Barrière and Pit-Claudel, "Linear Matching of JavaScript Regular Expressions",
 * PLDI 2024).
 */
export class NfaMatcher {
  private readonly alphabet: Alphabet;
  private readonly assertions: PlaceAssertions;
  private readonly main: NfaRun;
  private readonly head: readonly { readonly run: NfaRun; readonly negative: boolean }[];
  private readonly lookarounds: readonly { readonly run: NfaRun; readonly behind: boolean }[];

  /**
   * @param setOf finds the characters of a set by its source
   * @param rule names what texts are checked against when that takes too long
   */
  constructor(
    private readonly compiled: CompiledPattern,
    private readonly flags: string,
    setOf: (source: string) => CharacterSet,
    private readonly rule: string,
  ) {
    this.alphabet = new Alphabet(compiled.sets.map(setOf));
    this.assertions = new PlaceAssertions(flags);
    this.main = new NfaRun(compiled.main);
    this.head = compiled.head.map(({ program, negative }) => ({ run: new NfaRun(program), negative }));
    this.lookarounds = compiled.lookarounds.map(({ program, behind }) => ({ run: new NfaRun(program), behind }));
  }

  /**
   * Whether the pattern is found in a text.
   *
   * @throws PatternOverload when finding out takes too much work
   */
  test(text: string): boolean {
    const places = this.placesOf(text);
    const fromStart = { backwards: false, startsAnywhere: false };
    return (
      this.head.every(({ run, negative }) => run.matches(places, fromStart) !== negative) &&
      this.main.matches(places, { backwards: false, startsAnywhere: !this.compiled.isAnchored })
    );
  }

  private placesOf(text: string): Places {
    const tables: (Uint8Array | undefined)[] = [];
    const tableOf = (number: number): Uint8Array => {
      // A byte a character; as filling it takes at least a step a character, the budget bounds the memory too.
      const matches = new Uint8Array(text.length + 1);
      const lookaround = this.lookarounds[number];
      lookaround?.run.matches(places, { backwards: !lookaround.behind, startsAnywhere: true, matches });
      return matches;
    };
    const places: Places = {
      text,
      spend: (steps) => spendWork(steps, text, this.rule),
      alphabet: this.alphabet,
      isUnicode: this.flags.includes('u'),
      assertionHolds: (assertion, position) => this.assertions.holds(assertion, text, position),
      lookaroundFinds: (number, position) => (tables[number] ??= tableOf(number))[position] === 1,
    };
    return places;
  }
}
