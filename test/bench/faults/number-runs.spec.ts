import { countWithin, runsOf } from '../../../bench/faults/number-runs.js';

it.each<[string, number[], [number, number][]]>([
  ['nothing', [], []],
  ['one number', [3], [[3, 3]]],
  ['all numbers', [0, 1, 2, 3, 4], [[0, 4]]],
  [
    'numbers with gaps',
    [0, 1, 3],
    [
      [0, 1],
      [3, 3],
    ],
  ],
])('makes runs of %s', (_, numbers, runs) => {
  expect(runsOf(5, (number) => numbers.includes(number))).toEqual(runs);
});

it.each([
  [0, 20, 8],
  [2, 12, 4],
  [4, 4, 0],
  [5, 10, 0],
  [0, Infinity, 8],
])('counts the numbers of runs from %d to before %d', (from, to, count) => {
  const runs = [
    [0, 3],
    [10, 13],
  ] as const;
  expect(countWithin(runs, from, to)).toBe(count);
});
