import { percentile } from '../../../bench/soak/scorecard/percentile.js';

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

it.each([
  [0, 1],
  [0.5, 50],
  [0.99, 99],
  [0.991, 100],
  [1, 100],
])('of 1 to 100, a share of %d is not above %d', (share, expected) => {
  expect(percentile(hundred, share)).toBe(expected);
});

it('of a single number, every share is that number', () => {
  expect([0, 0.5, 0.99, 1].map((share) => percentile([7], share))).toEqual([7, 7, 7, 7]);
});

it('of nothing is 0', () => {
  expect(percentile([], 0.5)).toBe(0);
});
