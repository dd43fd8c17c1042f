import fc from 'fast-check';
import { escapeControls, formatLine, formatValue, MAX_LINE_LENGTH } from '../../../lib/dispatch/log-line.js';
import { cpuTimeOf } from '../support/dispatch-fixture.js';

// Everything that ends a line somewhere, moves a terminal's cursor, or changes the order in which text is shown.
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const RAW = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
const LONE_SURROGATE = /\p{Cs}/u;
const nastyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ' ',
      '"',
      '=',
      '\\',
      '\n',
      '\r',
      '\t',
      '\u001b',
      '\u0085',
      '\u009b',
      '\u2028',
      '\u2029',
      '\u202e',
      '😀',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 2000,
});

describe('a value in a log line', () => {
  it.each(['plain', 'ECONNREFUSED', 'a.b@c#1-2', "it's", '/a/b~0', 'a,b;c', 'é😀', 'back\\slash'])(
    'stands without quotes when it has no space, quote or equals sign: %s',
    (text) => {
      expect(formatValue(text)).toBe(text);
    },
  );

  it.each([
    ['', '""'],
    [' ', '" "'],
    ['two words', '"two words"'],
    ['a=b', '"a=b"'],
    ['say "hi"', String.raw`"say \"hi\""`],
    ['a "\\" b', String.raw`"a \"\\\" b"`],
    ['no\u00a0break', '"no\u00a0break"'],
    ['ideographic\u3000space', '"ideographic\u3000space"'],
  ])('is quoted when it is empty or holds spaces, quotes or =: %j', (text, written) => {
    expect(formatValue(text)).toBe(written);
  });

  it.each([
    ['\n', String.raw`\n`],
    ['\r', String.raw`\r`],
    ['\t', String.raw`\t`],
    ['\0', String.raw`\x00`],
    ['\v', String.raw`\x0b`],
    ['\u001b', String.raw`\x1b`],
    ['\u007f', String.raw`\x7f`],
    ['\u0085', String.raw`\x85`],
    ['\u009b', String.raw`\x9b`],
    ['\u061c', String.raw`\u061c`],
    ['\u200e', String.raw`\u200e`],
    ['\u200f', String.raw`\u200f`],
    ['\u2028', String.raw`\u2028`],
    ['\u2029', String.raw`\u2029`],
    ['\u202a', String.raw`\u202a`],
    ['\u202e', String.raw`\u202e`],
    ['\u2066', String.raw`\u2066`],
    ['\u2069', String.raw`\u2069`],
    ['\ufeff', String.raw`\ufeff`],
  ])('has its control characters, line separators and bidi marks escaped: %j', (character, written) => {
    expect(formatValue(`a${character}b`)).toBe(`a${written}b`);
  });

  it('fills the room it is given to the last character', () => {
    expect(formatValue('x'.repeat(40), 40)).toBe('x'.repeat(40));
    expect(formatValue(`${'x'.repeat(37)} `, 40)).toBe(`"${'x'.repeat(37)} "`);
  });

  it.each([
    ['plain text', 'x'.repeat(41)],
    ['text in quotes', `a ${'x'.repeat(37)}`],
    ['escapes', '\n'.repeat(21)],
    ['quotes', '"'.repeat(20)],
    ['characters outside the basic plane', '😀'.repeat(21)],
    ['far too much', `a b${'\u0000'.repeat(100_000)}`],
  ])('shows that it was cut and stays within its room: %s', (_, text) => {
    const written = formatValue(text, 40);
    expect(written.length).toBeLessThanOrEqual(40);
    expect(written).toMatch(/…"?$/);
  });

  it('is never cut in the middle of an escape or a character', () => {
    fc.assert(
      fc.property(nastyText, fc.integer({ min: 8, max: 60 }), (text, room) => {
        const written = formatValue(text, room);
        const quoted = written.startsWith('"');
        const content = (quoted ? written.slice(1, -1) : written).replace(/…$/, '');
        // With a space in it, the whole text is quoted for certain.
        expect(quoted ? formatValue(`${text} `, Infinity) : escapeControls(text, Infinity)).toContain(content);
        if (!LONE_SURROGATE.test(text)) expect(written).not.toMatch(LONE_SURROGATE);
        if (quoted) expect(content.replaceAll(/\\./g, '')).not.toMatch(/["\\]/);
      }),
    );
  });
});

describe('a log line', () => {
  it('holds the pairs in the order given, one space between them', () => {
    expect(formatLine({ plugin: 'P', error: 'two words', kind: 'k', hook: 'h' }, 'error')).toBe(
      'plugin=P error="two words" kind=k hook=h',
    );
  });

  it('leaves out a pair without text', () => {
    expect(formatLine({ a: '1', b: undefined, c: '' }, 'a')).toBe('a=1 c=""');
  });

  it.each([
    ['plain text', 'x'.repeat(5000)],
    ['escapes', '\u001b'.repeat(5000)],
    ['quotes', '" '.repeat(5000)],
  ])('is 1,024 characters at most, and what it was about stays whole: %s', (_, error) => {
    const line = formatLine({ plugin: 'MetricsExporter', error, kind: 'lifecycle_listener', hook: 'on_x' }, 'error');
    expect(line.length).toBeLessThanOrEqual(MAX_LINE_LENGTH);
    expect(line.length).toBeGreaterThan(MAX_LINE_LENGTH - 8);
    expect(line).toMatch(/^plugin=MetricsExporter error=.* kind=lifecycle_listener hook=on_x$/);
  });

  it('cuts names too, so that a message still has room', () => {
    const long = 'n'.repeat(5000);
    const line = formatLine({ plugin: long, error: 'the message', kind: long, hook: long }, 'error');
    expect(line.length).toBeLessThanOrEqual(MAX_LINE_LENGTH);
    expect(line).toMatch(/^plugin=n+… error="the message" kind=n+… hook=n+…$/);
  });

  it('never holds a line break or raw control character and never more than 1,024 characters', () => {
    fc.assert(
      fc.property(nastyText, nastyText, nastyText, nastyText, (plugin, error, kind, hook) => {
        const line = formatLine({ plugin, error, suppressed: '7', kind, hook }, 'error');
        expect(line).not.toMatch(RAW);
        expect(line.length).toBeLessThanOrEqual(MAX_LINE_LENGTH);
      }),
      { numRuns: 300 },
    );
  });

  it('reads back as exactly its pairs, whatever the texts hold', () => {
    fc.assert(
      fc.property(nastyText, nastyText, (plugin, error) => {
        const line = formatLine({ plugin, error, kind: 'k', hook: 'h' }, 'error');
        const pair = String.raw`(?:"(?:[^"\\]|\\.)*"|[^\s"=]+)`;
        expect(line).toMatch(new RegExp(`^plugin=${pair} error=${pair} kind=k hook=h$`, 'u'));
      }),
      { numRuns: 300 },
    );
  });

  it('is made of a 5 MB text without reading all of it', () => {
    const text = '\n'.repeat(5_000_000);
    const cost = cpuTimeOf(() => {
      for (let round = 0; round < 2000; round++)
        formatLine({ plugin: 'P', error: text, kind: 'k', hook: 'h' }, 'error');
    });
    // 80 ms. Even one regular expression that looks through all of it so often takes 3.5 s.
    expect(cost).toBeLessThan(1500);
  });
});

describe('escaped text', () => {
  it('keeps spaces, quotes and equals signs as they are', () => {
    expect(escapeControls('at f ("a=b")', 100)).toBe('at f ("a=b")');
  });

  it('has its control characters escaped', () => {
    expect(escapeControls('a\r\nplugin=x\u001b[2K\u2028', 100)).toBe(String.raw`a\r\nplugin=x\x1b[2K\u2028`);
  });

  it('stays within its room and shows that it was cut', () => {
    expect(escapeControls('x'.repeat(10), 10)).toBe('x'.repeat(10));
    expect(escapeControls('x'.repeat(11), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(escapeControls('x'.repeat(5000), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(escapeControls('\n'.repeat(5000), 10)).toBe(`${String.raw`\n`.repeat(4)}…`);
  });
});
