import {
  assertionOf,
  choiceOf,
  lookOf,
  repeatOf,
  sequenceOf,
  setOf,
  type AssertionNode,
  type PatternNode,
} from './pattern-node.js';
import { PatternRefusal } from './pattern-refusal.js';
import { characterSetAt } from './set-source.js';

// Parsing, proving and compiling recurse with the groups.
const MAX_DEPTH = 200;
// V8's own infinity: no text is that long.
const UNBOUNDED = 2 ** 31 - 1;

const ASSERTIONS = new Map<string, AssertionNode['sort']>([
  ['^', 'start'],
  ['$', 'end'],
  [String.raw`\b`, 'boundary'],
  [String.raw`\B`, 'no-boundary'],
]);
const GROUPS = /\((?:\?(?::|=|!|<=|<!|<(?![=!])[^>]*>))?/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;
const BACKREFERENCE = /\\(?:[1-9]\d*|k<[^>]*>)/y;

/**
 * Parses a regular expression of ECMAScript, with the flag `u` or without.
 *
 * @param pattern one that `new RegExp` accepts with these flags: syntax errors are not looked for
 * @throws PatternRefusal when it holds a backreference, or nests too deeply
 */
export function parsePattern(pattern: string, flags: string): PatternNode {
  return new PatternParser(pattern, flags.includes('u')).parse();
}

class PatternParser {
  private position = 0;

  constructor(
    private readonly pattern: string,
    private readonly isUnicode: boolean,
  ) {}

  parse(): PatternNode {
    return this.choice(0);
  }

  private choice(depth: number): PatternNode {
    if (depth > MAX_DEPTH)
      throw new PatternRefusal(this.pattern, `nests its groups more than ${MAX_DEPTH} deep: write it flatter`);
    const options = [this.sequence(depth)];
    while (this.pattern[this.position] === '|') {
      this.position += 1;
      options.push(this.sequence(depth));
    }
    return choiceOf(options);
  }

  private sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (this.position < this.pattern.length && !'|)'.includes(this.pattern.charAt(this.position))) {
      parts.push(this.repeated(this.atom(depth)));
    }
    return sequenceOf(parts);
  }

  private atom(depth: number): PatternNode {
    const length = this.pattern[this.position] === '\\' ? 2 : 1;
    const assertion = ASSERTIONS.get(this.pattern.slice(this.position, this.position + length));
    if (assertion) {
      this.position += length;
      return assertionOf(assertion);
    }
    if (this.pattern[this.position] === '(') return this.group(depth);
    const backreference = this.take(BACKREFERENCE);
    if (backreference) {
      const reason = `refers back to what a group matched (${backreference[0]}), which takes too long on some texts`;
      throw new PatternRefusal(this.pattern, `${reason}: write it without that`);
    }
    const source = characterSetAt(this.pattern, this.position, this.isUnicode);
    this.position += source.length;
    return setOf(source);
  }

  private group(depth: number): PatternNode {
    const opening = this.take(GROUPS)?.[0] ?? '';
    if (this.pattern[this.position] === '?') {
      throw new PatternRefusal(this.pattern, 'holds a group (?…) of a sort that is not known here');
    }
    const body = this.choice(depth + 1);
    this.position += 1;
    const look = /^\(\?(<?)([=!])$/.exec(opening);
    return look ? lookOf(look[1] === '<', look[2] === '!', body) : body;
  }

  private repeated(atom: PatternNode): PatternNode {
    const quantifier = this.take(QUANTIFIER);
    if (!quantifier) return atom;
    const [written, least, comma, most] = quantifier;
    if (least === undefined)
      return repeatOf(atom, written.startsWith('+') ? 1 : 0, written.startsWith('?') ? 1 : Infinity);
    const min = Number(least);
    const max = comma === '' ? min : most === '' ? Infinity : Number(most);
    return repeatOf(atom, min, max >= UNBOUNDED ? Infinity : max);
  }

  private take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.position;
    const found = token.exec(this.pattern);
    if (found) this.position += found[0].length;
    return found;
  }
}
