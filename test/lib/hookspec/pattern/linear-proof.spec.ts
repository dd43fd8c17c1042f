import fc from 'fast-check';
import { parsePattern } from '../../../../lib/hookspec/pattern/pattern-parser.js';
import { anyPlainPattern } from '../../support/any-pattern.js';
import { backtrackingSteps, TooManySteps } from '../../support/backtracking-steps.js';
import { isProven } from '../../support/pattern-machine.js';

const RUNS = { seed: 20_12, numRuns: 3_000 };

describe('V8 is proven to take linear time for', () => {
  it.each([
    ['a literal', '^abc$'],
    ['a class repeated', '^[a-z]+$'],
    ['what is never empty repeated after a separator', '^[a-z]+(_[a-z0-9]+)*$'],
    ['alternatives that begin differently', '^(?:a|bc|d*e)+$'],
    ['alternatives that begin alike and then differ', '^(?:~0|~1|[^~])*$'],
    ['words that begin alike', '^(?:red|green|grey|greyish)$'],
    ['counts, however high', '^[a-z]{1,5000}$'],
    ['an exact count in an exact count', '^(?:a{3}){4}$'],
    ['an optional part', '^-?\\d+(?:\\.\\d+)?$'],
    ['a lazy repetition', '^[^:]+?:.*$'],
    ['something anchored on each way', '^a+$|^b+$'],
    ['an assertion before the anchor', '\\b^a+$'],
    ['something short that may begin anywhere', '\\.(?:jpg|jpeg|png)$'],
    ['sets beyond ASCII of which one is a character', '^[^é]*é$'],
    ['different characters beyond ASCII', '^(?:é+|ü+|\\u00e8+|\\u{1F600}+)$'],
    ['nothing at all', ''],
  ])('%s: %s', (_, pattern) => {
    expect(isProven(pattern)).toBe(true);
  });

  it.each([
    ['repetitions of a repetition', '^(a+)+$'],
    ['repetitions of what may be empty', '^(a*)*$'],
    ['repetitions of an optional part', '^(?:a?)+$'],
    ['repetitions of nothing', '^(?:){1000000}a$'],
    ['an optional part that may be empty', '^(?:a*)?$'],
    ['alternatives that are alike', '^(a|a)*$'],
    ['alternatives of which one continues the other', '^(a|aa)+$'],
    ['alternatives that may both be empty', '^(?:a*|b*)$'],
    ['a repetition before what it takes too', '^a*a$'],
    ['a repetition, something optional, and what the repetition takes', '^a*b?a$'],
    ['an optional part before what it takes too', '^a?a$'],
    ['an empty alternative before what the other takes too', '^(?:a|)a$'],
    ['a count that leaves a choice inside of a count', '^(?:a{2,3}){2}$'],
    ['a count that leaves a choice before what it takes', '^(?:ab){1,2}a$'],
    ['a repetition whose body ends as it begins', '^(?:ab*a?)+b$'],
    ['a repetition that may begin anywhere', 'a*b'],
    ['a repetition that may begin anywhere in one alternative', '^a|b*c'],
    ['something long that may begin anywhere', 'a{300}b'],
    ['much that may begin anywhere', '(?:[ab]c|de|fg|hi){40}j'],
    ['more branches than V8 should try at each place', `^(?:${manyWords()})*$`],
    ['a lookahead', '^(?=a)a$'],
    ['a lookbehind', '^a(?<=a)$'],
    ['an anchor in an optional part', '(?:^)?a*b'],
    ['an anchor in an optional part before a repetition', '(?:^a)?b*c'],
    ['sets beyond ASCII that overlap', '^[^a]*\\p{L}$'],
    ['a negated set before a character beyond ASCII', '^[^a]*é$'],
    ['a dot before a character beyond ASCII', '^.*é$'],
    ['one character beyond ASCII twice', '^é*\\u{e9}$'],
  ])('not: %s: %s', (_, pattern) => {
    expect(isProven(pattern)).toBe(false);
  });

  it.each([
    ['m', '^a*$', 'an anchor that holds at each line'],
    ['iu', '^[k]*\\u212a$', 'a K and the Kelvin sign, ignoring case'],
    ['iu', '^ſ*s$', 'an S and the long s, ignoring case'],
    ['iu', '^é*É$', 'letters beyond ASCII, ignoring case'],
    ['i', '^a*A$', 'letters, ignoring case'],
    ['s', '^.*\\n$', 'a dot that takes line ends'],
  ])('not with the flags "%s": %s, %s', (flags, pattern) => {
    expect(isProven(pattern, flags)).toBe(false);
  });

  it.each([
    ['i', '^k*\\u212a$', 'a K and the Kelvin sign, which are apart without u'],
    ['iu', '^[a-j]*x$', 'letters that have no third form'],
    ['u', '^.*\\n$', 'a dot that takes no line ends'],
  ])('with the flags "%s": %s, %s', (flags, pattern) => {
    // \u212a may be anything to the proof when case is ignored, but nothing that the flag i alone takes for a K.
    expect(isProven(pattern, flags)).toBe(true);
  });
});

/** 70 words, no two of which begin alike. */
function manyWords(): string {
  return Array.from({ length: 70 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('|');
}

describe('a pattern that is proven linear', () => {
  const hostile = fc
    .tuple(
      fc.constantFrom('', 'a', 'b', 'ab'),
      fc.constantFrom('a', 'b', 'ab', 'aab', 'abc', 'é', 'ba'),
      fc.constantFrom('', 'c', '!', 'b', 'a'),
    )
    .map(([start, piece, end]) => start + piece.repeat(300 / piece.length) + end);

  it('takes a matcher that tries again a number of steps that grows as the text does', () => {
    let proven = 0;
    fc.assert(
      fc.property(anyPlainPattern, hostile, (pattern, text) => {
        fc.pre(isProven(pattern));
        proven += 1;
        const perCharacter = pattern.startsWith('^') ? 4 * (pattern.length + 4) : 512;
        expect(backtrackingSteps(parsePattern(pattern, 'u'), text, perCharacter * (text.length + 1))).toBeGreaterThan(
          0,
        );
      }),
      RUNS,
    );
    expect(proven).toBe(RUNS.numRuns);
  });

  it.each(['^(a+)+$', '^(a|aa)+$', '^(a*)*$', '^a*a*a*$'])(
    'is not %s, which takes such a matcher too many',
    (pattern) => {
      const text = `${'a'.repeat(300)}!`;
      expect(() => backtrackingSteps(parsePattern(pattern, 'u'), text, 100_000)).toThrow(TooManySteps);
    },
  );
});
