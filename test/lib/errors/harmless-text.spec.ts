import { harmlessText } from '../../../lib/errors/harmless-text.js';

it.each([
  ['a line feed', '\n'],
  ['a carriage return', '\r'],
  ['an escape', '\u001b'],
  ['a null', '\0'],
  ['a backspace', '\b'],
  ['DEL', '\u007f'],
  ['a C1 control', '\u009b'],
  ['the next line of C1', '\u0085'],
  ['a line separator', '\u2028'],
  ['a paragraph separator', '\u2029'],
  ['a right-to-left override', '\u202e'],
  ['a right-to-left isolate', '\u2067'],
  ['a right-to-left mark', '\u200f'],
  ['a byte order mark', '\ufeff'],
])('replaces %s, each by one character', (_, control) => {
  expect(harmlessText(`a${control}${control}b`)).toBe('a\ufffd\ufffdb');
});

it('keeps tabs and every letter and sign', () => {
  const text = "\tgrüße 日本語 👍🏽 e\u0301 – '{}' ~ \u00a0";
  expect(harmlessText(text)).toBe(text);
});
