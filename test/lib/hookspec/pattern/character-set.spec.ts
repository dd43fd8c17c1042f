import { CharacterSet } from '../../../../lib/hookspec/pattern/character-set.js';

const SOURCES = [
  [
    'a',
    'k',
    'S',
    'é',
    'ſ',
    '\\u212a',
    '\\u{6b}',
    '😀',
    '.',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\.',
    '\\x4b',
    '[a-z]',
    '[^k]',
    '[kK]',
  ],
  ['[^\\w]', '[\\w-]', '[é]', '[a-é]', '[\\]]', '[^]', '[]', '[ſ]', '[\\u212a]', '\\cJ', '[.]', '[!-~]'],
].flat();
const PROPERTIES = ['\\p{L}', '\\P{Lu}', '[^\\P{Ll}]', '\\p{ASCII}', '[\\p{Lu}k]', '[^\\p{Lu}]'];

describe('a set of characters', () => {
  it.each(['', 'i', 's', 'u', 'iu'])('knows its characters as V8 does, with the flags "%s"', (flags) => {
    for (const source of flags.includes('u') ? [...SOURCES, ...PROPERTIES] : SOURCES) {
      if (source === '😀' || source.startsWith('\\u{')) continue;
      const set = new CharacterSet(source, flags);
      const native = new RegExp(`^${source}$`, flags);
      const characters = Array.from({ length: 0x300 }, (_, character) => character);
      const known = characters.filter((character) => native.test(String.fromCodePoint(character)));
      expect([source, characters.filter((character) => set.has(character))]).toEqual([source, known]);
      const inAscii = characters.filter((character) => ((set.ascii >> BigInt(character)) & 1n) === 1n);
      expect([source, inAscii]).toEqual([source, known.filter((character) => character < 128)]);
    }
  });

  it.each(['', 'i', 'u', 'iu'])(
    'shares no character with another one when it says so, with the flags "%s"',
    (flags) => {
      const sources = flags.includes('u') ? [...SOURCES, ...PROPERTIES] : SOURCES.filter((source) => source !== '😀');
      const sets = sources
        .filter((source) => flags.includes('u') || !source.includes('{'))
        .map((source) => new CharacterSet(source, flags));
      const sampled = [0x17f, 0x212a, 0xe9, 0xc9, 0x1f600, 0x3b1, 0x130].filter(
        (character) => flags.includes('u') || character < 0x10000,
      );
      for (const one of sets) {
        for (const other of sets) {
          if ((one.ascii & other.ascii) !== 0n || one.mayShareBeyondAscii(other)) continue;
          expect(sampled.filter((character) => one.has(character) && other.has(character))).toEqual([]);
        }
      }
    },
  );

  it.each([
    ['[a-z\\d_-]', 'nothing'],
    ['\\.', 'nothing'],
    ['\\u0041', 'nothing'],
    ['é', 0xe9],
    ['\\u00e9', 0xe9],
    ['\\u{1f600}', 0x1f600],
    ['😀', 0x1f600],
    ['.', 'anything'],
    ['[^a]', 'anything'],
    ['\\s', 'anything'],
    ['[a-é]', 'anything'],
    ['[\\S]', 'anything'],
    ['\\ud83d\\ude00', 'anything'],
  ])('knows what it may hold beyond ASCII: %s', (source, beyond) => {
    expect(new CharacterSet(source, 'u').beyond).toBe(beyond);
  });
});
