import { parseArguments, usage, UsageError } from '../../../bench/faults/arguments.js';

const CHOICES = { brokers: ['mqtt', 'nats', 'rmq'], scenarios: ['delivery', 'frozen'] };

it('plays everything and keeps the scorecard when nothing is said', () => {
  expect(parseArguments([], CHOICES)).toEqual({ help: false, ...CHOICES, out: 'bench/faults.json' });
});

it('takes some of the brokers, in the order in which they are played', () => {
  expect(parseArguments(['--only', 'rmq,mqtt'], CHOICES)).toMatchObject({ brokers: ['mqtt', 'rmq'] });
});

it('takes some of the scenarios', () => {
  expect(parseArguments(['--scenario=frozen'], CHOICES)).toMatchObject({ scenarios: ['frozen'] });
});

it.each([[['--only', 'mqtt']], [['--scenario', 'delivery']]])('keeps no scorecard of a part: %j', (argv) => {
  expect(parseArguments(argv, CHOICES)).toMatchObject({ out: undefined });
});

it('writes the scorecard of a part where it is told to', () => {
  expect(parseArguments(['--only', 'mqtt', '--out', 'part.json'], CHOICES)).toMatchObject({ out: 'part.json' });
});

it.each(['--help', '-h'])('gives help on %s', (option) => {
  expect(parseArguments([option], CHOICES)).toEqual({ help: true });
});

it('says which name there is not', () => {
  expect(() => parseArguments(['--only', 'mqtt,kafka'], CHOICES)).toThrow(
    new UsageError('--only must be of mqtt,nats,rmq, but it names "kafka"'),
  );
  expect(() => parseArguments(['--scenario', ''], CHOICES)).toThrow(
    new UsageError('--scenario must be of delivery,frozen, but it names ""'),
  );
});

it.each([[['--only']], [['--broker', 'mqtt']], [['mqtt']], [['--out', '']], [['--out=']]])('refuses %j', (argv) => {
  expect(() => parseArguments(argv, CHOICES)).toThrow(UsageError);
});

it('names in its help all that there is to choose from', () => {
  expect(usage(CHOICES)).toContain('mqtt,nats,rmq');
  expect(usage(CHOICES)).toContain('delivery,frozen');
});
