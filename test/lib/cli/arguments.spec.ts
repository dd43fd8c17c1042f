import { asksForHelp, readArguments } from '../../../lib/cli/arguments.js';
import { UsageError } from '../../../lib/cli/subcommand.js';

const read = (...args: string[]) => readArguments(args, { flags: ['json', 'deny-warnings'], values: ['out'] });

describe('arguments', () => {
  it('are paths and options, which may stand before, between and behind them', () => {
    expect(read('--json', 'a', '--out', 'file', 'b', '--deny-warnings')).toEqual({
      operands: ['a', 'b'],
      flags: { json: true, 'deny-warnings': true },
      values: { out: 'file' },
    });
  });

  it('give every option that is not there as false or undefined', () => {
    expect(read()).toEqual({
      operands: [],
      flags: { json: false, 'deny-warnings': false },
      values: { out: undefined },
    });
  });

  it('behind -- are paths, whatever they look like, and so is a dash alone', () => {
    expect(read('-', '--', '--json', '--', '-x')).toMatchObject({ operands: ['-', '--json', '--', '-x'] });
    expect(read('--', '--json').flags.json).toBe(false);
  });

  it('may have the value behind an equals sign, even one that begins with a dash', () => {
    expect(read('--out=-x').values.out).toBe('-x');
    expect(read('--out=a=b').values.out).toBe('a=b');
  });

  it('may repeat a flag', () => {
    expect(read('--json', '--json').flags.json).toBe(true);
  });

  it.each([
    [['--jsn'], "there is no option --jsn. Did you mean '--json'?"],
    [['--deny-warning'], "there is no option --deny-warning. Did you mean '--deny-warnings'?"],
    [['--completely-different'], 'there is no option --completely-different.'],
    [['--constructor'], 'there is no option --constructor.'],
    [['--no-json'], "there is no option --no-json. Did you mean '--json'?"],
    [['-x'], 'there is no option -x.'],
    [['--json=yes'], 'the option --json takes no value'],
    [['--out'], 'the option --out needs a value'],
    [['--out='], 'the option --out needs a value'],
    [['--out', '--json'], 'the option --out needs a value; for one that begins with a dash write --out=--json'],
    [['--out', 'a', '--out', 'b'], 'the option --out is given twice'],
  ])('%j are wrong use', (args, message) => {
    expect(() => read(...args)).toThrow(new UsageError(message));
    expect(() => read(...args)).toThrow(UsageError);
  });
});

it.each([
  [['--help'], true],
  [['a', '-h'], true],
  [['--unknown', '--help'], true],
  [['help'], false],
  [['--', '--help'], false],
  [[], false],
])('%j ask for help: %s', (args, expected) => {
  expect(asksForHelp(args)).toBe(expected);
});
