import { measurePaced } from '../../../bench/speed/measure/paced.js';

it('publishes so many batches, and has a figure for the calls of each', async () => {
  const published: number[] = [];
  const publish = (events: number): undefined => {
    published.push(events);
  };
  const { calls, cpu } = await measurePaced({ publish }, 3, 2);
  expect(published).toEqual([3, 3]);
  expect(calls).toHaveLength(2);
  expect(cpu).toBeGreaterThanOrEqual(0);
});

it('lets what a batch leaves for later be done before the next one', async () => {
  let later = 0;
  const seen: number[] = [];
  const publish = (): undefined => {
    seen.push(later);
    setImmediate(() => later++);
  };
  await measurePaced({ publish }, 1, 3);
  expect(seen).toEqual([0, 1, 2]);
});
