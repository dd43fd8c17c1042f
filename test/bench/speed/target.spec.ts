import type { MeasuredGroup } from '../../../bench/speed/measure/measured-group.js';
import { isWithin, judge, type Target } from '../../../bench/speed/report/target.js';

const group: MeasuredGroup = {
  name: 'sync',
  title: 'An event',
  columnsAre: 'subscribers',
  base: 'ours',
  figuresOf: ['ours'],
  columns: [
    { label: '1', unit: 'ns', times: { ours: [30, 300, 30], other: [20, 200, 20] } },
    { label: '10', unit: 'ns', times: { ours: [100, 100, 100], other: [200, 200, 200] } },
  ],
};

function target(changes: Partial<Target>): Target {
  return { what: 'ours', group: 'sync', of: 'ours', sense: 'at most', limits: { 1: 1 }, ...changes };
}

const ratio = { contender: 'other', by: 'ratio' } as const;

it('judges a ratio by the median of the ratios of the rounds, at each column', () => {
  const verdict = judge(target({ beside: ratio, limits: { 1: 1.3, 10: 1.3 } }), [group]);
  expect(verdict).toMatchObject({
    unit: 'x',
    cells: [
      { column: '1', limit: 1.3, measured: { median: 1.5 }, reached: false },
      { column: '10', limit: 1.3, measured: { median: 0.5 }, reached: true },
    ],
  });
});

it('judges a difference', () => {
  const verdict = judge(target({ beside: { contender: 'other', by: 'difference' }, limits: { 1: 10 } }), [group]);
  expect(verdict).toMatchObject({ unit: 'ns', cells: [{ measured: { median: 10 }, reached: true }] });
});

it('judges a figure by itself', () => {
  expect(judge(target({ limits: { 1: 29 } }), [group])).toMatchObject({
    unit: 'ns',
    cells: [{ measured: { median: 30 }, reached: false }],
  });
});

it('takes more for better where something is to be at least as large', () => {
  const faster = target({ of: 'other', beside: { contender: 'ours', by: 'ratio' }, sense: 'at least' });
  expect(judge({ ...faster, limits: { 1: 1.2, 10: 1.2 } }, [group])?.cells.map(({ reached }) => reached)).toEqual([
    false,
    true,
  ]);
});

it('says nothing of a group that was not measured', () => {
  expect(judge(target({ group: 'boot' }), [group])).toBeUndefined();
});

it.each<[string, Partial<Target>, string]>([
  ['the contender', { of: 'compiled' }, '1'],
  ['the one beside it', { beside: { contender: 'compiled', by: 'ratio' } }, '1'],
  ['the column', { limits: { 100: 1 } }, '100'],
])('leaves a target open when %s is not there', (_, changes, column) => {
  expect(judge(target(changes), [group])?.cells).toEqual([{ column, limit: 1 }]);
});

it('is within a factor of a limit from above, and from below, and where nothing was measured', () => {
  const cell = (limit: number, median: number) => ({ column: '1', limit, measured: { median, low: 0, high: 0 } });
  const verdict = (sense: Target['sense'], limit: number, median: number) => ({
    what: '',
    unit: 'x' as const,
    sense,
    cells: [cell(limit, median)],
  });
  expect(isWithin(verdict('at most', 1.3, 2.6), 2)).toBe(true);
  expect(isWithin(verdict('at most', 1.3, 2.61), 2)).toBe(false);
  expect(isWithin(verdict('at least', 5, 2.5), 2)).toBe(true);
  expect(isWithin(verdict('at least', 5, 2.49), 2)).toBe(false);
  expect(isWithin(verdict('at most', 0, 0), 2)).toBe(true);
  expect(isWithin(verdict('at most', 0, 1), 2)).toBe(false);
  expect(isWithin({ what: '', unit: 'x', sense: 'at most', cells: [{ column: '1', limit: 1 }] }, 2)).toBe(true);
});
