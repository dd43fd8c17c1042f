import fc from 'fast-check';
import { roundByRound, rounded, spreadOf } from '../../../bench/speed/measure/statistics.js';

it('has the median, and the quartiles, of an odd number of rounds', () => {
  expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
});

it('goes half-way between the two in the middle of an even number', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25 });
});

it('has one number three times', () => {
  expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
});

it('sorts by size, not as text', () => {
  expect(spreadOf([10, 9, 100]).median).toBe(10);
});

it('has nothing to say of no rounds', () => {
  expect(() => spreadOf([])).toThrow(new RangeError('nothing was measured'));
});

it('compares within each round, so that a slow round does not count', () => {
  const ours = [10, 1_000, 10];
  const theirs = [5, 500, 5];
  expect(roundByRound(ours, theirs, (left, right) => left / right)).toEqual([2, 2, 2]);
});

it('compares nothing that ran in other rounds', () => {
  expect(() => roundByRound([1, 2], [1], (left) => left)).toThrow(RangeError);
});

it('keeps four digits', () => {
  expect(rounded({ median: 123_456, low: 0.123456, high: 1.5 })).toEqual({ median: 123_500, low: 0.1235, high: 1.5 });
});

it('never puts the median outside of the quartiles, nor these outside of the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e12 }), { minLength: 1 }), (numbers) => {
      const { median, low, high } = spreadOf(numbers);
      const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
      // Between two numbers it is found by adding, which rounds.
      const slack = most * 1e-12;
      expect(low).toBeGreaterThanOrEqual(least - slack);
      expect(median).toBeGreaterThanOrEqual(low - slack);
      expect(high).toBeGreaterThanOrEqual(median - slack);
      expect(most).toBeGreaterThanOrEqual(high - slack);
    }),
    { seed: 20261125 },
  );
});
