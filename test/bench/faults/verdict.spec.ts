import { faultsOf, findings, shown, type Bound, type Figure } from '../../../bench/faults/verdict.js';

function faultsWith(figure: Figure, bound: Bound): string[] {
  return faultsOf(findings({ figures: { lost: figure }, bounds: { lost: bound } }));
}

it.each<[Figure, Bound]>([
  [0, { is: 0 }],
  [[0, 0, 0], { is: 0 }],
  [[1, 2], { is: [1, 2] }],
  [2, { atMost: 2 }],
  [[1, 2], { atMost: 2 }],
  [2, { atLeast: 2 }],
])('%j is within %j', (figure, bound) => {
  expect(faultsWith(figure, bound)).toEqual([]);
});

it.each<[Figure, Bound, string]>([
  [3, { is: 0 }, 'lost must be 0, but it is 3'],
  [[0, 3, 0], { is: 0 }, 'lost must be 0, but it is 0/3/0'],
  [[1, 2], { is: [2, 1] }, 'lost must be 2/1, but it is 1/2'],
  [[1, 2], { is: [1, 2, 3] }, 'lost must be 1/2/3, but it is 1/2'],
  [[], { is: 0 }, 'lost must be 0, but it is '],
  [3, { atMost: 2 }, 'lost must be at most 2, but it is 3'],
  [3, { atMost: 2, why: 'twice 1' }, 'lost must be at most 2 (twice 1), but it is 3'],
  [[1, 3], { atLeast: 2 }, 'lost must be at least 2, but it is 1/3'],
  [Number.NaN, { atMost: 2 }, 'lost must be at most 2, but it is NaN'],
])('%j is not within %j', (figure, bound, fault) => {
  expect(faultsWith(figure, bound)).toEqual([fault]);
});

it('a figure without a bound is only told', () => {
  expect(faultsOf(findings({ figures: { milliseconds: 5_000 }, bounds: {} }))).toEqual([]);
});

it('a bound without a figure is a fault', () => {
  expect(faultsOf({ figures: {}, bounds: { lost: { is: 0 } } })).toEqual(['lost was not counted']);
});

it('shows one number for each instance', () => {
  expect([shown(7), shown([1, 2, 3])]).toEqual(['7', '1/2/3']);
});
