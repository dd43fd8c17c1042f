import { coloured } from '../../../bench/speed/report/coloured.js';
import type { Machine } from '../../../bench/speed/report/machine.js';
import { reportOf } from '../../../bench/speed/report/report.js';
import { shown, shownWithUnit } from '../../../bench/speed/report/shown.js';
import { table } from '../../../bench/speed/report/table.js';
import { figureTables, targetsTable } from '../../../bench/speed/report/tables.js';

const machine: Machine = {
  date: '2026-11-25',
  cpu: 'Some CPU',
  cores: 2,
  memory: 8,
  node: '20.19.0',
  v8: '11.3',
  versions: { 'emittery-1': '1.2.1', tapable: '2.3.4' },
};

const group = {
  name: 'sync',
  title: 'An event',
  columnsAre: 'subscribers',
  base: 'ours',
  figuresOf: ['ours'],
  columns: [
    { label: '1', unit: 'ns', times: { ours: [40, 50, 60], peer: [400, 500, 600] } },
    { label: '10', unit: 'ns', times: { ours: [1_500] } },
  ],
} as const;

const targets = [
  {
    what: 'peer, against ours',
    group: 'sync',
    of: 'peer',
    beside: { contender: 'ours', by: 'ratio' },
    sense: 'at least',
    limits: { 1: 5, 10: 5 },
  },
] as const;

const report = reportOf(machine, [group], targets);

it('shows the figures of ours and how many times that the others take, and where it was measured', () => {
  expect(figureTables(report)).toBe(
    [
      'Some CPU, 2 cores, 8 GB, 2026-11-25. Node 20.19.0 (V8 11.3), emittery 1.2.1, tapable 2.3.4. Medians.',
      '',
      '**An event (x: times ours)**',
      '',
      '| subscribers |     1 |     10 |',
      '| ----------- | ----: | -----: |',
      '| ours        | 50 ns | 1.5 µs |',
      '| peer        |  10 x |        |',
    ].join('\n'),
  );
});

it('shows each target at each column, and says when it was not measured', () => {
  expect(targetsTable(report.targets)).toBe(
    [
      '**Targets**',
      '',
      '|                    |  at |       target | measured | half of the rounds |              |',
      '| ------------------ | --: | -----------: | -------: | -----------------: | -----------: |',
      '| peer, against ours |   1 | at least 5 x |     10 x |           10 to 10 |      reached |',
      '| peer, against ours |  10 | at least 5 x |          |                    | not measured |',
    ].join('\n'),
  );
});

it('keeps the figures and the ratios of the others for whoever reads the JSON', () => {
  expect(report.groups[0]?.rows[1]).toEqual({
    contender: 'peer',
    shows: 'ratios',
    cells: [
      {
        unit: 'ns',
        figure: { median: 500, low: 450, high: 550 },
        ratio: { median: 10, low: 10, high: 10 },
      },
      null,
    ],
  });
});

it.each([
  [1234.5, '1235'],
  [99.96, '100'],
  [12.34, '12.3'],
  [20, '20'],
  [1.239, '1.24'],
  [0.5, '0.5'],
  [0, '0'],
  [-70.5, '-70.5'],
])('shows %d as %s', (figure, text) => {
  expect(shown(figure)).toBe(text);
});

it.each([
  [999, 'ns', '999 ns'],
  [1_000, 'ns', '1 µs'],
  [15_340, 'ns', '15.3 µs'],
  [3, '', '3'],
] as const)('shows %d in the unit %j as %s', (figure, unit, text) => {
  expect(shownWithUnit(figure, unit)).toBe(text);
});

it('makes a table as wide as its longest cells', () => {
  expect(table(['a', 'b'], [['long', '1']])).toBe('| a    |   b |\n| ---- | --: |\n| long |   1 |');
});

it('colours the verdicts, and nothing else that says so', () => {
  const text = 'reached | x | reached |\nmissed | missed |\nnot measured |';
  expect(coloured(text)).toBe(
    'reached | x | \u001B[32mreached\u001B[39m |\nmissed | \u001B[31mmissed\u001B[39m |\nnot measured |',
  );
});
