import { machineOf } from '../../support/pattern-machine.js';

describe('the machine for a pattern', () => {
  it.each([
    ['u', '^.$', '😀', true],
    ['', '^.$', '😀', false],
    ['', '^..$', '😀', true],
    ['u', '^[^a]$', '\ud83d', true],
    ['u', '\ud83d', '😀', false],
    ['u', '(?<=^.)a', '😀a', true],
    ['u', '(?<=^\\ud83d.)a', '😀a', false],
    ['u', '(?<=^..)a', '😀a', false],
    ['', '(?<=^..)a', '😀a', true],
    ['u', 'x(?=.$)', 'x😀', true],
    ['m', '^b$', 'a\nb\rc', true],
    ['', '^b$', 'a\nb\rc', false],
    ['s', 'a.b', 'a\nb', true],
    ['', 'a.b', 'a\u2028b', false],
    ['i', 'É', 'é', true],
    ['iu', '^a\\bſ', 'aſ', false],
    ['iu', '^-\\bſ', '-ſ', true],
    ['u', '^-\\bſ', '-ſ', false],
    ['u', '(?<!a)b', 'ab', false],
    ['u', '(?<!a)b', 'cb', true],
    ['u', 'a(?!b(?=c))', 'abc', false],
    ['u', 'a(?!b(?=c))', 'abd', true],
    ['u', '(?<=(?<!x)a(?=b))b', 'ab', true],
    ['u', '(?<=(?<!x)a(?=b))b', 'xab', false],
    ['u', '^(?=.*\\d)(?!.*\\s).{3,}$', 'ab1', true],
    ['u', '^(?=.*\\d)(?!.*\\s).{3,}$', 'ab 1', false],
    ['u', '^(?=.*\\d)(?!.*\\s).{3,}$', 'abc', false],
    ['u', '^(?<=a)a', 'a', false],
    ['u', '^(?<!a)a', 'a', true],
    ['u', '^(?:ab){2,3}$', 'ab', false],
    ['u', '^(?:ab){2,3}$', 'ababab', true],
    ['u', '^(?:ab){2,3}$', 'abababab', false],
    ['u', '^(?:ab){2,}$', 'ab', false],
    ['u', '^(?:ab){2,}$', 'abababab', true],
    ['u', '^(?:\\b){3}a', 'a', true],
    ['u', '^(?:\\B){0}a', 'a', true],
    ['u', '^a{0}$', '', true],
    ['u', '^(a?)*?$', 'aab', false],
    ['u', '^|a', 'b', true],
    ['u', '[]', 'a', false],
    ['m', '(?:^a$|b)', 'c\na', true],
    ['m', '^(?=a)', 'c\na', true],
  ])('with the flags "%s": %s finds %j: %s', (flags, pattern, text, isFound) => {
    expect(machineOf(pattern, flags).test(text)).toBe(isFound);
    expect(new RegExp(pattern, flags).test(text)).toBe(isFound);
  });

  it('reads a long text once even where it asks many places about what surrounds them', () => {
    const machine = machineOf('(?<=a+)b(?=c+d)');
    expect(machine.test(`${'ab'.repeat(50_000)}${'c'.repeat(50_000)}`)).toBe(false);
    expect(machine.test(`${'ab'.repeat(50_000)}${'c'.repeat(50_000)}d`)).toBe(true);
  });

  it('looks no further than a condition at the beginning needs', () => {
    expect(machineOf('^(?=.{1,253}\\.?$)[a-z.]*$').test('a'.repeat(10_000_000))).toBe(false);
  });
});
