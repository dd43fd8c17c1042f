import { jest } from '@jest/globals';
import { FramedText } from '../../../lib/hookspec/framed-text.js';

/** The frame of one place. */
function frame(text: string, line: number, column: number): string | undefined {
  return new FramedText(text).frameAt({ line, column });
}

/** What stands above the caret. */
function pointedAt(shown: string | undefined): string | undefined {
  const [line = '', caret = ''] = shown?.split('\n') ?? [];
  return line[caret.indexOf('^')];
}

describe('a frame', () => {
  it('shows the line with its number, and a caret under the column', () => {
    expect(frame('a: 1\n  b: 2\nc: 3\n', 2, 6)).toBe('2 |   b: 2\n  |      ^');
  });

  it('keeps the bars below each other for numbers of several digits', () => {
    expect(frame(`${'\n'.repeat(1233)}x`, 1234, 1)).toBe('1234 | x\n     | ^');
  });

  it('may point behind the last character, and no further', () => {
    expect(frame('ab\ncd', 1, 3)).toBe('1 | ab\n  |   ^');
    expect(frame('ab\ncd', 1, 9)).toBe('1 | ab\n  |   ^');
    expect(frame('ab', 1, 3)).toBe('1 | ab\n  |   ^');
  });

  it.each([
    ['there is no such line', 'a\nb', 3],
    ['the line is empty', 'a\n\nb', 2],
    ['the line is blank', 'a\n \t \r\nb', 2],
    ['the text is empty', '', 1],
    ['the line is the one behind the last newline', 'a\n', 2],
  ])('is not there when %s', (_, text, line) => {
    expect(frame(text, line, 1)).toBeUndefined();
  });

  it('shows no carriage return at the end of a line', () => {
    expect(frame('a: 1\r\nb: 2\r\n', 1, 4)).toBe('1 | a: 1\n  |    ^');
  });

  it('has a tab under each tab, so that the caret is aligned whatever the width of tabs', () => {
    expect(frame('\tx:\t1', 1, 5)).toBe('1 | \tx:\t1\n  | \t  \t^');
  });

  it('counts two columns for wide characters, one for those of two units, none for combining ones', () => {
    expect(frame('日本x', 1, 3)).toBe('1 | 日本x\n  |     ^');
    expect(frame('𝑎x', 1, 3)).toBe('1 | 𝑎x\n  |  ^');
    expect(frame('e\u0301x', 1, 3)).toBe('1 | e\u0301x\n  |  ^');
  });

  it('is two lines whatever the text holds', () => {
    const shown = frame('a\rb\u2028c\u0085d\u001b[31me\u202ef\u0007', 1, 3);
    expect(shown).toBe('1 | a\ufffdb\ufffdc\ufffdd\ufffd[31me\ufffdf\ufffd\n  |   ^');
  });
});

describe('the frame of a long line', () => {
  const digits = Array.from({ length: 1000 }, (_, index) => String(index % 10)).join('');

  it.each([1, 2, 50, 51, 52, 123, 500, 949, 950, 951, 999, 1000])(
    'shows a hundred characters around column %i',
    (column) => {
      const [line = ''] = frame(digits, 1, column)?.split('\n') ?? [];
      expect(line.replaceAll('…', '')).toHaveLength('1 | '.length + 100);
      expect(pointedAt(frame(digits, 1, column))).toBe(digits[column - 1]);
    },
  );

  it('says on which side something is left out', () => {
    expect(frame(digits, 1, 1)).toMatch(/^1 \| 0.*9…\n/);
    expect(frame(digits, 1, 500)).toMatch(/^1 \| ….*…\n/);
    expect(frame(digits, 1, 1000)).toMatch(/^1 \| ….*9\n/);
    expect(frame(digits.slice(0, 100), 1, 100)).not.toContain('…');
    expect(frame(digits.slice(0, 101), 1, 1)).toContain('…');
  });

  it.each([500, 501, 502, 503])('cuts no character of two units in half, around column %i', (column) => {
    const shown = frame('👍'.repeat(500), 1, column);
    expect(shown).not.toMatch(/\p{Surrogate}/u);
  });

  it('reads the text once, however many problems it has', () => {
    const text = new FramedText(`{${'"a":1,'.repeat(170_000)}}`);
    const indexOf = jest.spyOn(String.prototype, 'indexOf');
    const frames = Array.from({ length: 1600 }, (_, index) => text.frameAt({ line: 1, column: 600 * index + 1 }));
    const calls = indexOf.mock.calls.length;
    indexOf.mockRestore();
    expect(frames.every((shown) => shown !== undefined)).toBe(true);
    expect(calls).toBe(1);
  });
});
