import { DEFAULT_FILE, parseArguments, usage, UsageError } from '../../../bench/speed/arguments.js';

const groups = ['sync', 'boot'];

it('measures everything at length and writes the results when nothing is said', () => {
  expect(parseArguments([], groups)).toEqual({ help: false, short: false, only: undefined, json: DEFAULT_FILE });
});

it.each([[['--short']], [['--only', 'sync']]])('writes no results with %j: the README is not made of them', (argv) => {
  expect(parseArguments(argv, groups)).toMatchObject({ json: undefined });
});

it('writes the results of a short run where it is told to', () => {
  expect(parseArguments(['--short', '--json', 'x.json'], groups)).toMatchObject({ short: true, json: 'x.json' });
});

it('takes a group', () => {
  expect(parseArguments(['--only', 'boot'], groups)).toMatchObject({ only: 'boot' });
});

it('refuses a group that there is not, and says which there are', () => {
  expect(() => parseArguments(['--only', 'async'], groups)).toThrow(
    new UsageError('--only must be one of sync, boot, but it is "async"'),
  );
});

it.each(['--help', '-h'])('gives help on %s', (option) => {
  expect(parseArguments([option], groups)).toEqual({ help: true });
});

it.each([[['--shot']], [['sync']], [['--only']], [['--json=']]])('refuses %j', (argv) => {
  expect(() => parseArguments(argv, groups)).toThrow(UsageError);
});

it('names the groups in its help', () => {
  expect(usage(groups)).toContain('sync, boot');
});
