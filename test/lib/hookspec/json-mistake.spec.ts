import { jsonMistake } from '../../../lib/hookspec/json-mistake.js';

/** The mistake in a text that is not JSON, as `line:column message`. */
function mistakeIn(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const { position, message } = jsonMistake(text, error);
    return `${position.line}:${position.column} ${message}`;
  }
  throw new Error('the text is JSON');
}

describe('the mistake in a text that is not JSON', () => {
  it.each([
    ['', '1:1'],
    ['x', '1:1'],
    ['{', '1:2'],
    ['{"a"', '1:5'],
    ['{"a" 1}', '1:6'],
    ['{"a":}', '1:6'],
    ['{"a":1,}', '1:8'],
    ['[1 2]', '1:4'],
    ['[1,\n2,\n]', '3:1'],
    ['"open', '1:6'],
    ['"tab\there"', '1:5'],
    ['"\\x"', '1:3'],
    ['"\\u12g4"', '1:6'],
    ['01', '1:2'],
    ['-', '1:2'],
    ['1.', '1:3'],
    ['+1', '1:1'],
    ['nul', '1:4'],
    ['nope', '1:2'],
    ['[true, flase]', '1:9'],
    ['NaN', '1:1'],
    ['undefined', '1:1'],
    ["{'a':1}", '1:2'],
    ['{}{}', '1:3'],
    ['{} // end', '1:4'],
    ['\u00A0{}', '1:1'],
  ])('%j is at %s', (text, place) => {
    expect(mistakeIn(text)).toMatch(new RegExp(`^${place} is not JSON: \\S`));
  });

  it('is found in a long text as fast as in a short one, wherever it is', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `  "k${index}": [1, "x", null],`);
    expect(mistakeIn(`{\n${lines.with(12_345, '  "k": [1, x],').join('\n')}\n}`)).toMatch(/^12347:12 /);
  });

  it.each(['{"password": "hunter2", "x": oops}', '{"a": "first",\n"b": oops\n}', '["\u2028", oops]'])(
    'is told in one line, without a piece of the text: %j',
    (text) => {
      const mistake = mistakeIn(text);
      expect(mistake).toMatch(/^[\x20-\x7e]+$/);
      expect(mistake).not.toMatch(/hunter2|first|oops/);
    },
  );
});
