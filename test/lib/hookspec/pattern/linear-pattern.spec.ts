import {
  linearPattern as linear,
  linearTest,
  patternComplaint,
} from '../../../../lib/hookspec/pattern/linear-pattern.js';
import { NativeTest } from '../../../../lib/hookspec/pattern/native-test.js';
import { PatternOverload } from '../../../../lib/hookspec/pattern/pattern-overload.js';
import { PatternRefusal } from '../../../../lib/hookspec/pattern/pattern-refusal.js';
import { refillWork } from '../../../../lib/hookspec/pattern/work-budget.js';
import { eachForItself } from '../../support/pattern-machine.js';

const MANY = 100_000;
const linearPattern = (pattern: string, flags: string) => eachForItself(linear(pattern, flags));
const EMAIL =
  '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$';
const URL = '^(https?:\\/\\/)?([\\w\\-]+\\.)+[a-z]{2,6}(\\/[\\w\\-.\\/?%&=]*)*\\/?$';
const SEMVER =
  '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$';

describe('a pattern over which V8 may take years', () => {
  it.each([
    ['^(a+)+$', 'aaa', `${'a'.repeat(MANY)}!`],
    ['^(a|a)*$', 'aaa', `${'a'.repeat(MANY)}!`],
    ['^(a|aa)+$', 'aaa', `${'a'.repeat(MANY)}!`],
    ['^(a*)*$', '', `${'a'.repeat(MANY)}!`],
    ['(x+x+)+y', 'xxy', 'x'.repeat(MANY)],
    ['^\\s+|\\s+$', 'a ', `a${' '.repeat(MANY)}a`],
    ['^([a-zA-Z0-9._-]+)+@x$', 'a.b@x', 'a'.repeat(MANY)],
    ['(.*)*=.*', 'a=b', 'a'.repeat(MANY)],
    ['^(?=(a+)+$)', 'aaa', `${'a'.repeat(MANY)}!`],
    ['^(?!(a+)+$)', 'aaab', 'a'.repeat(MANY)],
    ['(?<=^(a+)+)b', 'aab', `${'a'.repeat(MANY)}c`],
    ['(?=(a+)+b)a', 'aab', 'a'.repeat(MANY)],
    ['a*b', 'aab', 'a'.repeat(MANY)],
    ['^(\\p{L}+)+$', 'éüa', `${'é'.repeat(MANY)}!`],
    [EMAIL, 'a.b_c@example.com', `a${'1'.repeat(MANY)}`],
    [URL, 'https://www.example.com/a?b=c', `${'a.'.repeat(MANY)}!`],
    [SEMVER, '1.2.3-rc.1', `1.2.3-${'0'.repeat(MANY)}!`],
  ])('ends on a long text: %s', (pattern, good, bad) => {
    const test = linearPattern(pattern, 'u');
    expect([test.test(good), test.test(bad), test.test(bad)]).toEqual([true, false, false]);
  });

  it('is given up on when the text is too long even for one pass, and is neither good nor bad', () => {
    const test = linearPattern(`^(${'a?'.repeat(200)})+$`, 'u');
    expect(() => test.test('a'.repeat(MANY))).toThrow(PatternOverload);
    expect(() => test.test('a'.repeat(MANY))).toThrow(
      /^takes too long to be checked: too much text, the last of it 100000 characters for the pattern \^\(a\?a/,
    );
    expect(test.test('aaa')).toBe(true);
  });

  it('is given up on before lookarounds take more memory than the text is worth', () => {
    const test = linearPattern(Array.from({ length: 200 }, (_, n) => `(?:x|(?<=${n}|a))`).join(''), 'u');
    expect(() => test.test('a'.repeat(1_000_000))).toThrow(PatternOverload);
  });

  it('pays for characters that it must ask V8 about', () => {
    const test = linearPattern('^(?:\\p{L}|\\p{N}|\\p{L})*$', 'u');
    const letters = Array.from({ length: 20_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    expect(test.test(letters)).toBe(true);
    expect(() => test.test(letters.repeat(25))).toThrow(PatternOverload);
  });

  it('is called what the caller calls it', () => {
    const test = linearTest(`^(${'a?'.repeat(200)})+$`, 'u', "the format 'a'");
    refillWork();
    expect(() => test.test('a'.repeat(MANY))).toThrow(/ 100000 characters for the format 'a'\. /);
  });

  it('is given up on when many texts of one payload come to too much', () => {
    const test = linear('(a?){40}b', 'u');
    const text = 'a'.repeat(1_000);
    refillWork();
    expect(() => {
      for (let count = 0; count < 1_000; count++) test.test(text);
    }).toThrow(PatternOverload);
    refillWork();
    expect(test.test(text)).toBe(false);
  });

  it('is given up on too where V8 would take long in linear time: at each place it tries anew, or asks for properties', () => {
    const far = linearPattern('[\\p{L}\\p{N}]{1,120}!', 'u');
    expect(far.test('aa!')).toBe(true);
    expect(() => far.test('é'.repeat(1_000_000))).toThrow(PatternOverload);
    const many = `^(?:${Array.from({ length: 50 }, (_, n) => `\\p{L}\\p{L}\\p{L}${String.fromCodePoint(0x4e00 + n)}`).join('|')})*$`;
    expect(() => linearPattern(many, 'u').test('é'.repeat(1_000_000))).toThrow(PatternOverload);
  });

  it('is given up on when V8 has no room for all it must remember', () => {
    const test = linearPattern('^([^,]*,)*$', 'u');
    expect(test.test(',,')).toBe(true);
    expect(() => test.test('a,'.repeat(2_500_000))).toThrow(PatternOverload);
  });
});

describe('a test of a pattern', () => {
  it("is V8's own where that is proven to take linear time", () => {
    expect(linear('^[a-z]+$', 'u')).toBeInstanceOf(NativeTest);
    expect(linear('^[a-z]+$', 'gy').toString()).toBe('/^[a-z]+$/');
    expect(linear('^(a+)+$', 'u')).not.toBeInstanceOf(NativeTest);
  });

  it('is made once for a pattern, and made again when there were many others', () => {
    const first = linear('^once$', 'u');
    expect(linear('^once$', 'u')).toBe(first);
    expect(linear('^once$', '')).not.toBe(first);
    for (let count = 0; count < 600; count++) linear(`^other${count}$`, 'u');
    expect(linear('^once$', 'u')).not.toBe(first);
  });

  it('keeps nothing in mind from one text to the next', () => {
    const test = linearPattern('^(?=(a+)+b)[^]*c', 'u');
    const found = ['aabc', 'b', 'aabc', 'aab', '', 'abcc'].filter((text) => test.test(text));
    expect(found).toEqual(['aabc', 'aabc', 'abcc']);
  });

  it.each(['^(a+)+$', '^a+$'])('has a name that tells its pattern and flags from all others: %s', (pattern) => {
    const names = ['u', 'i', 'iu', ''].map((flags) => String(linearPattern(pattern, flags)));
    names.push(String(linearPattern(`${pattern}b`, 'u')));
    expect(new Set(names).size).toBe(5);
    expect(String(linearPattern(pattern, 'u'))).toBe(names[0]);
  });
});

describe('a pattern is refused', () => {
  it.each([
    ['that is no regular expression', '(', 'the pattern ( is no regular expression: Unterminated group'],
    [
      'that is longer than a pattern may be',
      'a'.repeat(10_001),
      'has 10001 characters, and may have 10000. Use an enum',
    ],
    ['that refers back by number', '^(a)\\1$', 'the pattern ^(a)\\1$ refers back to what a group matched (\\1)'],
    ['that refers back by name', '^(?<x>a)\\k<x>$', '(\\k<x>)'],
    ['that refers forward', '\\2(a)(b)', '(\\2)'],
    ['whose counts multiply', '((a{1000}){1000}){1000}', 'more than 2000 steps'],
    ['whose counts multiply beyond all numbers', `${'('.repeat(150)}a${'{99999})'.repeat(150)}`, '2000 steps'],
    ['that is unproven and long', 'a?'.repeat(5_000), '2000 steps'],
    ['that nests too deeply', `${'('.repeat(201)}a${')'.repeat(201)}`, 'more than 200 deep'],
  ])('%s', (_, pattern, reason) => {
    expect(patternComplaint(pattern)).toContain(reason);
  });

  it('with a message that does not repeat all of a long one', () => {
    expect(patternComplaint(`${'😀?'.repeat(5_000)}`)?.length).toBeLessThan(400);
  });

  it('with a message that does not repeat all of a long mistake', () => {
    expect(patternComplaint(`${'a'.repeat(5_000)}(`)).toMatch(
      /^the pattern a{120}… is no regular expression: Unterminated group$/,
    );
  });

  it.each([
    ['(?i:a)', 'a group of V8 to come: it would be taken for another'],
    ['(?-s:.)', 'a group of V8 to come: it would be taken for another'],
  ])('that holds %s, %s', (pattern) => {
    expect(patternComplaint(pattern)).toBeDefined();
  });

  it.each([
    ['v', '[a--b]'],
    ['', '\\01'],
    ['', '\\c'],
  ])('whose sets are written in a way of their own: flags "%s", %s', (flags, pattern) => {
    expect(() => linearPattern(pattern, flags)).toThrow(PatternRefusal);
  });

  it.each([
    '^[a-z]{1,5000}$',
    '(?:){1000000}',
    '(?:(?:\\b){1000000}){1000000}a',
    '(?:(?=a{2})){500}',
    `${'('.repeat(199)}a*b${')'.repeat(199)}`,
  ])('not for its looks: %s', (pattern) => {
    expect(patternComplaint(pattern)).toBeUndefined();
    expect(() => linearPattern(pattern, 'u').test('aab')).not.toThrow();
  });
});
