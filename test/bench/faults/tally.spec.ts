import { Tally } from '../../../bench/faults/instance/tally.js';

it('knows what came, and what came again', () => {
  const tally = new Tally();
  for (const number of [0, 1, 2, 1, 5]) tally.add(number);
  expect(tally.end).toBe(6);
  expect(tally.heard()).toEqual({
    once: [
      [0, 2],
      [5, 5],
    ],
    again: [[1, 1]],
  });
});

it('grows, and forgets nothing as it does', () => {
  const tally = new Tally();
  for (let number = 0; number < 5_000; number++) tally.add(number);
  tally.add(100_000);
  expect(tally.heard()).toEqual({
    once: [
      [0, 4_999],
      [100_000, 100_000],
    ],
    again: [],
  });
});

it('takes what came a thousand times for what came again', () => {
  const tally = new Tally();
  for (let times = 0; times < 1_000; times++) tally.add(0);
  expect(tally.heard()).toEqual({ once: [[0, 0]], again: [[0, 0]] });
});
