import { setTimeout as delay } from 'node:timers/promises';

const MILLISECONDS_BETWEEN_LOOKS = 5;
const DEADLINE = 20_000;

/**
 * Settles once something holds: for what comes through a broker, which tells nobody that it has come.
 *
 * @throws Error when it does not hold for 20 seconds; it says what is there instead
 */
export async function until(holds: () => boolean, whatIsThere: () => unknown = () => ''): Promise<void> {
  const deadline = performance.now() + DEADLINE;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error(`still not: ${String(holds)}\n${JSON.stringify(whatIsThere(), null, 1)}`);
    }
    await delay(MILLISECONDS_BETWEEN_LOOKS);
  }
}
