import fc from 'fast-check';

const LEAVES = [
  [
    'a',
    'b',
    'é',
    '😀',
    '.',
    '-',
    ' ',
    'K',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\D',
    '[ab]',
    '[^a]',
    '[^]',
    '[]',
    '[a-z]',
  ],
  ['[\\w-]', '[^\\s]', '[\\]a]', '[\\b]', '\\p{L}', '\\P{Lu}', '\\p{Script=Latin}', '[\\p{L}1]', '\\u{1F600}'],
  [
    '\\ud83d\\ude00',
    '\\ud83d',
    '\\x61',
    '\\u0062',
    '\\cJ',
    '\\0',
    '\\.',
    '\\/',
    '\\$',
    '\\n',
    '[😀é]',
    '[^😀]',
    '(?:)',
    '',
  ],
].flat();

const ASSERTIONS = ['^', '$', '\\b', '\\B'];
const QUANTIFIERS = ['*', '+', '?', '{0}', '{1}', '{2}', '{0,2}', '{1,3}', '{2,}', '*?', '+?', '??', '{1,2}?', '{0,}?'];
const LOOKAROUNDS = ['(?=', '(?!', '(?<=', '(?<!'];

function patternsOf(leaves: readonly string[], lookarounds: readonly string[]): fc.Arbitrary<string> {
  const assertion = fc.constantFrom(...ASSERTIONS);
  const leaf = fc.constantFrom(...leaves);
  const { pattern } = fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => {
    const inside = tie('pattern');
    const group = inside.map((inner) => `(?:${inner})`);
    const repeatable = fc.oneof({ weight: 3, arbitrary: leaf.filter((source) => source !== '') }, group);
    const parts: fc.Arbitrary<string>[] = [
      leaf,
      assertion,
      fc.tuple(repeatable, fc.constantFrom(...QUANTIFIERS)).map(([body, quantifier]) => body + quantifier),
      fc.tuple(group, fc.constantFrom(...QUANTIFIERS)).map(([body, quantifier]) => body + quantifier),
      inside.map((inner) => `(${inner})`),
    ];
    if (lookarounds.length > 0) {
      parts.push(fc.tuple(fc.constantFrom(...lookarounds), inside).map(([opening, inner]) => `${opening}${inner})`));
    }
    return {
      pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((options) => options.join('|')),
      sequence: fc.array(tie('part'), { maxLength: 4, depthIdentifier: 'p' }).map((all) => all.join('')),
      part: fc.oneof({ depthSize: 'small', depthIdentifier: 'p', withCrossShrink: true }, ...parts),
    };
  });
  return pattern;
}

/** Gives each capturing group a name of its own, perhaps. */
function withNames(pattern: string): string {
  let names = 0;
  return pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)/gsu, (found) =>
    found === '(' ? `(?<n${names++}>` : found,
  );
}

/** Regular expressions of every construct but backreferences; not all are valid without the flag `u`, or with it. */
export const anyPattern = fc
  .tuple(patternsOf(LEAVES, LOOKAROUNDS), fc.boolean())
  .map(([pattern, isNamed]) => (isNamed ? withNames(pattern) : pattern));

/** Regular expressions over a and b without lookarounds: many of them are linear, and many are not. */
export const anyPlainPattern = fc
  .tuple(fc.constantFrom('', '^', '^', '^'), patternsOf(['a', 'b', 'c', '[ab]', '[^a]', '.', 'é'], []))
  .map(([start, pattern]) => (start && pattern.includes('|') ? `^(?:${pattern})$` : `${start}${pattern}`));

const CHARACTERS = [
  ['a', 'a', 'b', 'A', 'é', 'É', '😀', '\n', '\u2028', ' ', '_', '1', '-', '.', 'k', 'K', 'ſ', '\ud83d', '\ude00'],
].flat();

/** Short texts of characters that the patterns treat differently. */
export const anyText = fc
  .array(fc.constantFrom(...CHARACTERS), { maxLength: 7 })
  .map((characters) => characters.join(''));
