import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL = 50;
const TIMEOUT = 40_000;

/**
 * Settles once something holds, with `true`; or with `false` when it does not hold for 40 seconds: what has not come by then
 * shows in the figures.
 */
export async function until(holds: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + TIMEOUT;
  while (!(await holds())) {
    if (performance.now() > end) return false;
    await delay(INTERVAL);
  }
  return true;
}
