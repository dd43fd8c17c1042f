import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Refusals } from '../../../lib/dispatch/refusals.js';
import { HookUnknownError } from '../../../lib/errors/hook-unknown.error.js';
import { PayloadInvalidError } from '../../../lib/errors/payload-invalid.error.js';

const MEGABYTE = 1_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are still in use after something was done a hundred times, the garbage apart. */
function growthOf(act: (index: number) => void): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < 100; index++) act(index);
  collectGarbage();
  return process.memoryUsage().heapUsed - before;
}

describe('what is remembered of refused events', () => {
  const log = { error: () => {}, warn: () => {}, info: () => {} };
  const huge = (index: number) => Buffer.alloc(MEGABYTE, `${index} `).toString();

  it('is little although the names that were made up are huge', () => {
    const refusals = new Refusals(log);
    const growth = growthOf((index) => {
      const name = huge(index);
      refusals.write(name, name, new HookUnknownError('names an unknown hook', name, name));
    });
    expect(growth).toBeLessThan(10 * MEGABYTE);
    refusals.flush();
  });

  it('is little although the names are the beginnings of something huge', () => {
    const refusals = new Refusals(log);
    const growth = growthOf((index) => {
      const name = huge(index).slice(0, 100);
      refusals.write(name, name, new HookUnknownError('names an unknown hook', 'k', 'on_a'));
    });
    expect(growth).toBeLessThan(10 * MEGABYTE);
    refusals.flush();
  });

  it('is little although the keys that the reasons name are huge', () => {
    const refusals = new Refusals(log);
    const growth = growthOf((index) => {
      const reason = `must NOT have additional properties: '${huge(index)}'`;
      refusals.write('k', `on_${index >> 4}`, new PayloadInvalidError('k', 'on_a', '', reason));
    });
    expect(growth).toBeLessThan(10 * MEGABYTE);
    refusals.flush();
  });
});
