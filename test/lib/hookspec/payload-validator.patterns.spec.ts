import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt, problemsOf, validatorFor } from '../support/hookspec-problems.js';

const EVIL = '^(a+)+$';
const HOSTILE = `${'a'.repeat(100_000)}!`;

describe('a pattern in the schema of a payload', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  it('tells good values from bad ones, however long', () => {
    folder.write('s.json', { pattern: EVIL });
    const validate = validatorFor(folder, 's.json');
    expect(validate('aaa')).toBeUndefined();
    expect(validate(HOSTILE)).toEqual({ path: '', reason: `must match pattern "${EVIL}"` });
  });

  it('is not mistaken for another one in the same schema', () => {
    folder.write('s.json', {
      properties: { a: { pattern: EVIL }, b: { pattern: '^(b+)+$' }, c: { pattern: '^c+$' }, d: { pattern: '^d+$' } },
    });
    const validate = validatorFor(folder, 's.json');
    expect(validate({ a: 'a', b: 'b', c: 'c', d: 'd' })).toBeUndefined();
    for (const key of ['a', 'b', 'c', 'd']) {
      expect(validate({ a: 'a', b: 'b', c: 'c', d: 'd', [key]: 'x' })?.path).toBe(`/${key}`);
    }
  });

  it('picks the properties that it names, however long their names', () => {
    folder.write('s.json', { patternProperties: { [EVIL]: { type: 'number' }, '^(b+)+$': { type: 'boolean' } } });
    const validate = validatorFor(folder, 's.json');
    expect(validate({ a: 1, bb: true, [HOSTILE]: 'any' })).toBeUndefined();
    expect(validate({ aa: true })?.path).toBe('/aa');
    expect(validate({ bb: 1 })?.path).toBe('/bb');
  });

  it('says which properties are not additional', () => {
    folder.write('s.json', { patternProperties: { [EVIL]: true }, additionalProperties: false });
    const validate = validatorFor(folder, 's.json');
    expect(validate({ aa: 1 })).toBeUndefined();
    expect(validate({ ab: 1 })?.reason).toContain("'ab'");
  });

  it.each([
    ['not', { not: { pattern: '^(a?a?)+b$' } }],
    ['anyOf', { anyOf: [{ pattern: '^(a?a?)+b$' }, true] }],
    ['oneOf', { oneOf: [{ pattern: '^(a?a?)+b$' }, true] }],
  ])('refuses a payload that it cannot judge in time, and does not let it through: %s', (_, schema) => {
    folder.write('s.json', schema);
    const validate = validatorFor(folder, 's.json');
    expect(validate('c')).toBeUndefined();
    expect(validate('secret')?.reason ?? '').not.toContain('secret');
    expect(validate('a'.repeat(10_000_000))).toEqual({
      path: '',
      reason:
        'takes too long to be checked: too much text, the last of it 10000000 characters for the pattern ^(a?a?)+b$. ' +
        'A maxLength or maxItems in the schema keeps that short',
    });
    expect(validate('c')).toBeUndefined();
  });

  it('is in the way of a text that it forbids, and of no other: not', () => {
    folder.write('s.json', { not: { pattern: EVIL } });
    const validate = validatorFor(folder, 's.json');
    expect(validate('aaa')?.reason).toBe('must NOT be valid');
    expect(validate(HOSTILE)).toBeUndefined();
  });

  it('is refused at its place when it cannot be checked in bounded time', () => {
    folder.write('s.json', '{\n  "pattern": "^(a)\\\\1$",\n  "patternProperties": {\n    "(a{99}){99}b*c": {}\n  }\n}');
    folder.declareWith('k', { on_a: 's.json' });
    expect(problemsOf(folder)).toEqual([
      problemAt('s.json:2:14', 'the pattern ^(a)\\1$ refers back'),
      problemAt('s.json:4:5', 'the pattern (a{99}){99}b*c is too long', '2000 steps'),
    ]);
  });

  it('is refused also where only a $ref makes it one', () => {
    folder.write('s.json', { $ref: '#/x-texts/a', 'x-texts': { a: { pattern: '(a)\\1' } } });
    folder.declareWith('k', { on_a: 's.json' });
    expect(problemsOf(folder)).toEqual([problemAt('s.json:1:1', 'cannot be compiled', 'refers back')]);
  });
});

describe('a format in the schema of a payload', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  it.each([
    ['url', 'http://example.com/', `http://${':'.repeat(100_000)}`],
    ['email', 'a@example.com', `a@${'a.'.repeat(50_000)}`],
    ['hostname', 'example.com', 'a'.repeat(1_000_000)],
    ['ipv6', '::1', ':'.repeat(100_000)],
  ])('tells good values from bad ones, however long: %s', (format, good, bad) => {
    folder.write('s.json', { format });
    const validate = validatorFor(folder, 's.json');
    expect(validate(good)).toBeUndefined();
    expect(validate(bad)).toEqual({ path: '', reason: `must match format "${format}"` });
  });

  it('starts each payload anew: what one of them took is not held against the next', () => {
    folder.write('s.json', { pattern: '^(a+)+$' });
    const validate = validatorFor(folder, 's.json');
    for (let count = 0; count < 30; count++) expect(validate('a'.repeat(500_000))).toBeUndefined();
  });

  it('refuses a payload that it cannot judge in time', () => {
    folder.write('s.json', { not: { format: 'uri-reference' } });
    expect(validatorFor(folder, 's.json')(`http://${'a'.repeat(10_000_000)}`)?.reason).toContain(
      "takes too long to be checked: too much text, the last of it 10000007 characters for the format 'uri-reference'.",
    );
  });
});
