import type { Contender } from '../../../bench/speed/contenders/contender.js';
import { joined, measureInRounds, rotated } from '../../../bench/speed/measure/rounds.js';

function contender(name: string): Contender {
  return { name, subscribers: 0, publish: () => undefined, heard: () => 0 };
}

it('lets each round begin with another contender', async () => {
  const order: string[] = [];
  await measureInRounds(['a', 'b', 'c'].map(contender), 4, ({ name }) => {
    order.push(name);
    return Promise.resolve(0);
  });
  expect(order.join('')).toBe('abcbcacababc');
});

it('keeps what was measured in one round at one index', async () => {
  let clock = 0;
  const times = await measureInRounds(['a', 'b'].map(contender), 2, () => Promise.resolve(clock++));
  expect(times).toEqual({ a: [0, 3], b: [1, 2] });
});

it('joins the rounds of several sets, in the order of the sets', () => {
  expect(
    joined([
      { a: [1, 2], b: [3, 4] },
      { a: [5], b: [6] },
    ]),
  ).toEqual({ a: [1, 2, 5], b: [3, 4, 6] });
});

it('rotates an empty list', () => {
  expect(rotated([], 3)).toEqual([]);
});
