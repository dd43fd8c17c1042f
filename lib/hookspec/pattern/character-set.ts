/** How sets of ASCII characters are written: no negation, and no escape that could name another character. */
const PLAIN = /^(?!\[\^|\.$)(?:[^\\\u{80}-\u{10ffff}]|\\[dwtnrfv0b/\-.^$*+?()[\]{}|\\])+$/u;
const ASCII = String.fromCodePoint(...Array(128).keys());
const CODE_POINT = /^(?:\\u\{?([\da-fA-F]+)\}?|[^\\])$/u;

/**
 * The characters that a part of a pattern takes. They are asked of V8's own regular expressions, one at a time: so
 * properties, negation and case folding mean here what they mean there.
 *
 * A character is a code point with the flag `u`, and a UTF-16 code unit without.
 */
export class CharacterSet {
  /** Bit n says whether the character n is in the set. */
  readonly ascii: bigint;
  /**
   * What it holds beyond ASCII: nothing, one character, or nobody knows what. Other cases of the same characters do not
   * count when case is ignored: a set that holds one of them, such as the Kelvin sign, holds them all, the K included.
   */
  readonly beyond: 'nothing' | 'anything' | number;
  private readonly native: RegExp;

  /**
   * @param source as it is written in the pattern
   * @param flags those of the pattern
   */
  constructor(source: string, flags: string) {
    const kept = flags.replace(/[^isu]/g, '');
    this.native = new RegExp(`^(?:${source})$`, kept);
    let ascii = 0n;
    // One search of all: 128 questions would make V8 compile each set to machine code.
    for (const { index } of ASCII.matchAll(new RegExp(`(?:${source})`, `g${kept}`))) ascii |= 1n << BigInt(index);
    this.ascii = ascii;
    this.beyond = this.findBeyond(source);
  }

  /** Whether a character is in the set. */
  has(character: number): boolean {
    return this.native.test(String.fromCodePoint(character));
  }

  /** Whether some character may be in both sets. Yes when in doubt. */
  mayShareBeyondAscii(other: CharacterSet): boolean {
    if (this.beyond === 'nothing' || other.beyond === 'nothing') return false;
    if (typeof this.beyond === 'number') return other.has(this.beyond);
    return typeof other.beyond === 'number' ? this.has(other.beyond) : true;
  }

  private findBeyond(source: string): CharacterSet['beyond'] {
    if (PLAIN.test(source)) return 'nothing';
    const written = CODE_POINT.exec(source);
    if (!written || source === '.') return 'anything';
    const character = written[1] === undefined ? source.codePointAt(0) : Number.parseInt(written[1], 16);
    return character === undefined || character < 128 ? 'nothing' : character;
  }
}
