import { CharacterSet } from './character-set.js';
import { Assertion } from './nfa-program.js';

const LINE_ENDS = new Set(['\n', '\r', '\u2028', '\u2029']);

/** Answers `^`, `$`, `\b` and `\B` as the flags of a pattern mean them. */
export class PlaceAssertions {
  private readonly isMultiline: boolean;
  private readonly words: ReadonlySet<string>;

  /** @param flags those of the pattern */
  constructor(flags: string) {
    this.isMultiline = flags.includes('m');
    const word = new CharacterSet(String.raw`\w`, flags);
    const ascii = Array.from({ length: 128 }, (_, character) => character);
    // Ignoring case, with the flag u, two characters beyond ASCII are a K and an S.
    const characters = [...ascii, 0x17f, 0x212a].filter((character) => word.has(character));
    this.words = new Set(characters.map((character) => String.fromCodePoint(character)));
  }

  /** Whether an assertion holds before the character at a position of a text. */
  holds(assertion: number, text: string, position: number): boolean {
    switch (assertion) {
      case Assertion.start:
        return position === 0 || (this.isMultiline && LINE_ENDS.has(text.charAt(position - 1)));
      case Assertion.end:
        return position === text.length || (this.isMultiline && LINE_ENDS.has(text.charAt(position)));
      case Assertion.boundary:
        return this.isBoundary(text, position);
      default:
        return !this.isBoundary(text, position);
    }
  }

  private isBoundary(text: string, position: number): boolean {
    return this.words.has(text.charAt(position - 1)) !== this.words.has(text.charAt(position));
  }
}
