import { CharacterSet } from './character-set.js';
import { LinearProof } from './linear-proof.js';
import { NativeTest } from './native-test.js';
import { compilePattern } from './nfa-compiler.js';
import { NfaMatcher } from './nfa-matcher.js';
import { parsePattern } from './pattern-parser.js';
import { PatternRefusal } from './pattern-refusal.js';
import { shownPattern } from './shown-pattern.js';

// V8 itself takes seconds to read a pattern that fills a schema file.
const MAX_LENGTH = 10_000;
const MAX_REMEMBERED = 512;

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

/** The tests of patterns, by flags and pattern: each is asked for when its schema is read and again when that is compiled. */
const remembered = new Map<string, TextTest>();

/**
 * Makes a test of a regular expression that no text can hold up for long, and that answers as `new RegExp` would.
 *
 * V8 goes back and tries again: `^(a+)+$` takes it minutes for forty characters. Where that provably cannot happen V8
 * does the work; all other patterns get a machine that reads the text once. There is one difference: with the flag `u` V8
 * looks for a match also between the two halves of a character (`/\B/u` is in "a😀a"), the machine as ECMA-262 says does not.
 *
 * All texts of a payload share one budget of work, see {@link refillWork}.
 *
 * @throws SyntaxError when it is no regular expression
 * @throws PatternRefusal when it is one that cannot be checked in bounded time
 */
export function linearPattern(pattern: string, flags: string): TextTest {
  const key = `${flags}/${pattern}`;
  const known = remembered.get(key);
  if (known) return known;
  const made = linearTest(pattern, flags, `the pattern ${shownPattern(pattern)}`);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, made);
  return made;
}

// What ajv would call it in code that it writes to a file. A lie ("new RegExp") would make ajv use that some day.
linearPattern.code = 'linearPattern';

/**
 * The same for a regular expression that is known by another name.
 *
 * @param rule names the test when it takes too long, such as `the format 'email'`
 */
export function linearTest(pattern: string, flags: string, rule: string): TextTest {
  if (pattern.length > MAX_LENGTH) {
    throw new PatternRefusal(pattern, `has ${pattern.length} characters, and may have ${MAX_LENGTH}. Use an enum`);
  }
  if (flags.includes('v')) throw new PatternRefusal(pattern, 'has the flag v, whose sets are not known here');
  const native = new RegExp(pattern, flags.replace(/[gy]/g, ''));
  const sets = new Map<string, CharacterSet>();
  const setOf = (source: string): CharacterSet => {
    const set = sets.get(source) ?? new CharacterSet(source, native.flags);
    sets.set(source, set);
    return set;
  };
  const root = parsePattern(pattern, native.flags);
  const stepsPerCharacter = new LinearProof(native.flags, setOf).stepsPerCharacter(root);
  if (stepsPerCharacter !== undefined) return new NativeTest(native, stepsPerCharacter, rule);

  const matcher = new NfaMatcher(compilePattern(pattern, root, native.flags), native.flags, setOf, rule);
  return {
    test: (text) => matcher.test(text),
    toString: () => `linear ${String(native)}`,
  };
}

/** Why a text cannot be used as the `pattern` of a JSON Schema, if so. */
export function patternComplaint(pattern: string): string | undefined {
  try {
    linearPattern(pattern, 'u');
    return undefined;
  } catch (error) {
    if (error instanceof PatternRefusal) return error.message;
    // V8 writes the whole pattern into its message, escaped: what is wrong comes last.
    if (error instanceof SyntaxError) {
      return `the pattern ${shownPattern(pattern)} is no regular expression: ${error.message.split(': ').at(-1)}`;
    }
    throw error;
  }
}
