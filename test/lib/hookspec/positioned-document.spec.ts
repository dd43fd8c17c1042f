import { PositionedDocument } from '../../../lib/hookspec/positioned-document.js';
import { problemAt } from '../support/hookspec-problems.js';

function problems(text: string): string[] {
  return new PositionedDocument(text).problems.map(
    ({ position: { line, column }, message }) => `${line}:${column} ${message}`,
  );
}

describe('a YAML text', () => {
  it('becomes its plain value', () => {
    const document = new PositionedDocument('a: 1 # one\nb: [x, "y", null]\n');
    expect(document.problems).toEqual([]);
    expect(document.toValue()).toEqual({ a: 1, b: ['x', 'y', null] });
  });

  it.each([
    ['yes', 'yes'],
    ['on', 'on'],
    ['0o17', 15],
    ['017', 17],
    ['1.0.0', '1.0.0'],
    ['2024-01-01', '2024-01-01'],
    ['12:30', '12:30'],
  ])('is YAML 1.2: %s is %j', (written, value) => {
    expect(new PositionedDocument(`a: ${written}`).toValue()).toEqual({ a: value });
  });

  it.each(['yes', 'on', '12:30', '0777', '2024-01-01'])(
    'stays YAML 1.2 under a %%YAML 1.1 line: %s is the same',
    (written) => {
      const document = new PositionedDocument(`%YAML 1.1\n---\na: ${written}\n`);
      expect(document.problems).toEqual([]);
      expect(document.toValue()).toEqual(new PositionedDocument(`a: ${written}`).toValue());
    },
  );

  it('may not name a YAML version that nobody knows', () => {
    expect(problems('%YAML 1.3\n---\na: 1\n')).toEqual([problemAt('1:7', '1.3')]);
  });

  it('may not hold an unknown directive', () => {
    expect(problems('%FOO bar\n---\na: 1\n')).toEqual([problemAt('1:1', '%FOO')]);
  });

  it('may not hold several documents', () => {
    expect(problems('a: 1\n---\nb: 2\n')).toEqual([problemAt('2:1', 'multiple documents')]);
  });

  it('may not indent with tabs', () => {
    expect(problems('a:\n\tb: 1\n')).toEqual([problemAt('2:1', 'Tabs')]);
  });

  it.each([
    ['a bracket that is not closed', 'a: [1, 2\n', '2:1'],
    ['a quote that is not closed', 'a: "x\n', '2:1'],
    ['a map in a map on one line', 'a: b: c\n', '1:4'],
    ['a key that is out of line', 'a:\n    b: 1\n  c: 2\n', '3:1'],
  ])('may not have %s', (_, text, place) => {
    expect(problems(text)).toContainEqual(problemAt(place));
  });

  it('may not name a tag that nobody knows', () => {
    expect(problems('a: !secret x\n')).toEqual([problemAt('1:4', '!secret')]);
  });

  it('may say with a tag that a number is text', () => {
    expect(new PositionedDocument('a: !!str 1\n').toValue()).toEqual({ a: '1' });
  });

  it('may not use an anchor again', () => {
    expect(problems('a: &x 1\nb: *x\n')).toEqual([problemAt('2:4', 'alias *x')]);
  });

  it('may not use an anchor again as a key', () => {
    expect(problems('a: &x 1\n*x : b\n')).toContainEqual(problemAt('2:1', 'alias *x'));
  });

  it('may not be made of aliases that expand to gigabytes', () => {
    const lines = ['a0: &a0 [x]', ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
    expect(problems(lines.join('\n'))).toHaveLength(60);
  });

  it('may name an anchor that nobody uses', () => {
    expect(problems('a: &x 1\n')).toEqual([]);
  });

  it('does not merge maps', () => {
    expect(new PositionedDocument('<<: {a: 1}\n').toValue()).toEqual({ '<<': { a: 1 } });
  });

  it.each([
    ['a: 1\nb: 2\na: 3\n', '3:1', 'a'],
    ['x:\n  - {a: 1, "a": 2}\n', '2:12', 'a'],
    ['1: x\n"1": y\n', '2:1', '1'],
    ['? a\n: 1\na: 2\n', '3:1', 'a'],
  ])('may not have a key twice: %j', (text, place, key) => {
    expect(problems(text)).toEqual([problemAt(place, `'${key}'`, 'twice')]);
  });

  it('may have one key in two maps', () => {
    expect(problems('a: {k: 1}\nb: {k: 1}\n')).toEqual([]);
  });

  it('keeps a key named __proto__ as a key', () => {
    const value = new PositionedDocument('__proto__: {polluted: 1}\n').toValue() as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.getPrototypeOf({}));
  });

  it.each(['[', '{a: ', '- ', '? '])('may be nested deeper than the stack goes without a crash: %j', (opening) => {
    expect(problems(opening.repeat(Math.floor(60_000 / opening.length))).length).toBeGreaterThan(0);
  });
});

describe('a position', () => {
  const document = new PositionedDocument('# comment\nlist:\n  - name: a\n    size: 1\n  - "b"\nlast: {k: v}\n');

  it.each([
    [[], 2, 1],
    [['list'], 3, 3],
    [['list', 0], 3, 5],
    [['list', 0, 'size'], 4, 11],
    [['list', 1], 5, 5],
    [['last', 'k'], 6, 11],
  ])('of the value at %j is %i:%i', (path, line, column) => {
    expect(document.positionOf(path)).toEqual({ line, column });
  });

  it.each([
    [['list', 0, 'nothing'], 3, 5],
    [['list', 7, 'name'], 3, 3],
    [['nothing', 'at', 'all'], 2, 1],
  ])('of what is not there, at %j, is that of the nearest value around it', (path, line, column) => {
    expect(document.positionOf(path)).toEqual({ line, column });
  });

  it('of a key is where the key stands', () => {
    expect(document.positionOfKey(['list', 0], 'size')).toEqual({ line: 4, column: 5 });
    expect(document.positionOfKey([], 'last')).toEqual({ line: 6, column: 1 });
  });

  it('of a key that is not there is that of the map', () => {
    expect(document.positionOfKey(['last'], 'nothing')).toEqual({ line: 6, column: 7 });
  });

  it('in an empty text is its start', () => {
    expect(new PositionedDocument('').positionOf(['a'])).toEqual({ line: 1, column: 1 });
  });

  it('counts a carriage return with its line feed as one line end', () => {
    expect(new PositionedDocument('a: 1\r\nb: 2\r\n').positionOf(['b'])).toEqual({ line: 2, column: 4 });
  });

  it('in a JSON text is found as well', () => {
    const json = new PositionedDocument('{\n\t"a": {\n\t\t"b": [1, 2]\n\t}\n}');
    expect(json.positionOf(['a', 'b', 1])).toEqual({ line: 3, column: 12 });
  });
});
