import { parsePattern } from '../../../../lib/hookspec/pattern/pattern-parser.js';
import type { PatternNode } from '../../../../lib/hookspec/pattern/pattern-node.js';

/** A node in a notation of its own: sets in quotes, `seq`, `or`, `min..max`. */
function shown(node: PatternNode): string {
  switch (node.kind) {
    case 'set':
      return `'${node.source}'`;
    case 'assertion':
      return node.sort;
    case 'look':
      return `${node.negative ? 'no-' : ''}${node.behind ? 'behind' : 'ahead'}(${shown(node.body)})`;
    case 'sequence':
      return `seq(${node.parts.map(shown).join(' ')})`;
    case 'choice':
      return `or(${node.options.map(shown).join(' ')})`;
    case 'repeat':
      return `${shown(node.body)}${node.min}..${node.max}`;
  }
}

describe('the parser of regular expressions', () => {
  it.each([
    ['', 'seq()'],
    ['ab', "seq('a' 'b')"],
    ['a|b|', "or('a' 'b' seq())"],
    ['(a)(?:b)(?<n>c)', "seq('a' 'b' 'c')"],
    ['a*b+?c??', "seq('a'0..Infinity 'b'1..Infinity 'c'0..1)"],
    ['a{2}b{2,}?c{2,3}', "seq('a'2..2 'b'2..Infinity 'c'2..3)"],
    ['a{99999999999}', "'a'99999999999..Infinity"],
    ['^a$\\b\\B', "seq(start 'a' end boundary no-boundary)"],
    ['(?=a)(?!b)(?<=c)(?<!d)', "seq(ahead('a') no-ahead('b') behind('c') no-behind('d'))"],
    ['[^\\]a][]]?', "seq('[^\\]a]' '[]' ']'0..1)"],
    ['\\d\\.\\x41\\u0041\\cA\\0', "seq('\\d' '\\.' '\\x41' '\\u0041' '\\cA' '\\0')"],
    ['(?:)a(?:)', "'a'"],
  ])('reads %s', (pattern, tree) => {
    expect(shown(parsePattern(pattern, ''))).toBe(tree);
  });

  it.each([
    ['u', '😀', "'😀'"],
    ['', '😀', "seq('\ud83d' '\ude00')"],
    ['u', '\\ud83d\\ude00', "'\\ud83d\\ude00'"],
    ['', '\\ud83d\\ude00', "seq('\\ud83d' '\\ude00')"],
    ['u', '\\u{61}', "'\\u{61}'"],
    ['', '\\u{61}', "'\\u'61..61"],
    ['u', '\\p{L}+', "'\\p{L}'1..Infinity"],
    ['', '\\p{L}+', "seq('\\p' '{' 'L' '}'1..Infinity)"],
    ['', 'a{,2}{', "seq('a' '{' ',' '2' '}' '{')"],
    ['', '(?=a)*', "ahead('a')0..Infinity"],
  ])('reads by the flag u: "%s", %s', (flags, pattern, tree) => {
    expect(shown(parsePattern(pattern, flags))).toBe(tree);
  });
});
