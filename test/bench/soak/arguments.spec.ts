import { parseArguments, USAGE, UsageError } from '../../../bench/soak/arguments.js';

it('lasts 60 seconds when nothing is said', () => {
  expect(parseArguments([])).toEqual({ help: false, seconds: 60 });
});

it.each([[['--seconds', '5']], [['--seconds=5']]])('takes the seconds from %j', (argv) => {
  expect(parseArguments(argv)).toEqual({ help: false, seconds: 5 });
});

it.each(['--help', '-h'])('gives help on %s', (option) => {
  expect(parseArguments([option])).toEqual({ help: true });
});

it.each(['0', '-1', '1.5', '1e3', '0x10', ' 5', 'ten', '', '86401', 'NaN'])('refuses %j seconds', (text) => {
  expect(() => parseArguments([`--seconds=${text}`])).toThrow(
    new UsageError(`--seconds must be a whole number from 1 to 86400, but it is ${JSON.stringify(text)}`),
  );
});

it.each([[['--seconds']], [['--second', '5']], [['5']], [['--seconds', '--help']]])('refuses %j', (argv) => {
  expect(() => parseArguments(argv)).toThrow(UsageError);
});

it('says in its help what it does when nothing is said', () => {
  expect(USAGE).toContain('60 seconds of load');
});
