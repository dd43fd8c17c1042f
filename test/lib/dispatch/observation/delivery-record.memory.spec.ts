import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DeliveryRecord } from '../../../../lib/dispatch/observation/delivery-record.js';

const MEGABYTE = 1_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are still in use after each of a hundred subscribers failed in some way, the garbage apart. */
function growthOf(fail: (index: number) => unknown): number {
  const records = Array.from({ length: 100 }, () => new DeliveryRecord(0, () => undefined));
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  records.forEach((record, index) => record.failedWith(fail(index)));
  collectGarbage();
  const growth = process.memoryUsage().heapUsed - before;
  // Whoever is not needed any more may have been collected before.
  expect(records[99]?.statistics(0).lastError?.message).toContain('99');
  return growth;
}

describe('what is remembered of a last error', () => {
  const huge = (index: number): string => Buffer.alloc(MEGABYTE, `${index} `).toString();

  it.each<[string, (index: number) => unknown]>([
    ['has a huge message', (index) => new Error(huge(index))],
    ['is a huge text', (index) => huge(index)],
    ['holds something huge', (index) => Object.assign(new Error(`${index}`), { body: huge(index) })],
    ['has a message that is the beginning of something huge', (index) => new Error(huge(index).slice(0, 100))],
    [
      'quotes something huge in its message',
      (index) => new Error(`cannot make anything of ${huge(index).slice(0, 100)}`),
    ],
  ])('is little although it %s', (_, fail) => {
    expect(growthOf(fail)).toBeLessThan(10 * MEGABYTE);
  });
});
