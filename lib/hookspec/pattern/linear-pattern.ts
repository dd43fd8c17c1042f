import { CharacterSet } from './character-set.js';
import { LinearProof } from './linear-proof.js';
import { compilePattern } from './nfa-compiler.js';
import { NfaMatcher } from './nfa-matcher.js';
import { parsePattern } from './pattern-parser.js';
import { PatternRefusal } from './pattern-refusal.js';
import { shownPattern } from './shown-pattern.js';

/** What a text is checked with. */
export interface TextTest {
  /**
   * Whether the text is good.
   *
   * @throws PatternOverload when finding out takes too long
   */
  test(text: string): boolean;
  /** A name that no test of another pattern has: ajv takes two tests of one name for one, and drops the second. */
  toString(): string;
}

/**
 * Makes a test of a regular expression that no text can hold up for long, and that answers as `new RegExp` would.
 *
 * V8 goes back and tries again: `^(a+)+$` takes it minutes for forty characters. Where that provably cannot happen V8
 * does the work; all other patterns get a machine that reads the text once.
 *
 * @param rule names the test when it takes too long
 * @throws SyntaxError when it is no regular expression
 * @throws PatternRefusal when it is one that cannot be checked in bounded time
 */
export function linearPattern(pattern: string, flags: string, rule = `the pattern ${shownPattern(pattern)}`): TextTest {
  if (flags.includes('v')) throw new PatternRefusal(pattern, 'has the flag v, whose sets are not known here');
  const native = new RegExp(pattern, flags.replace(/[gy]/g, ''));
  const sets = new Map<string, CharacterSet>();
  const setOf = (source: string): CharacterSet => {
    const set = sets.get(source) ?? new CharacterSet(source, native.flags);
    sets.set(source, set);
    return set;
  };
  const root = parsePattern(pattern, native.flags);
  if (new LinearProof(native.flags, setOf).holdsFor(root)) return compiled(native);

  const matcher = new NfaMatcher(compilePattern(pattern, root, native.flags), native.flags, setOf, rule);
  return {
    test: (text) => matcher.test(text),
    toString: () => `linear ${String(native)}`,
  };
}

// What ajv would call it in code that it writes to a file. A lie ("new RegExp") would make ajv use that some day.
linearPattern.code = 'linearPattern';

/** Why a text cannot be used as the `pattern` of a JSON Schema, if so. */
export function patternComplaint(pattern: string): string | undefined {
  try {
    linearPattern(pattern, 'u');
    return undefined;
  } catch (error) {
    if (error instanceof PatternRefusal) return error.message;
    if (error instanceof SyntaxError) return error.message.replace(pattern, () => shownPattern(pattern));
    throw error;
  }
}

/** Lets V8 compile it now. V8 does so at the first text of each of its two sorts, and then refuses what becomes too large. */
function compiled(native: RegExp): RegExp {
  for (const text of ['', '\u0100']) native.test(text);
  return native;
}
