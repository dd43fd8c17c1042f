import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from '../contenders/contender.js';

const NANOSECONDS = 1e6;
const NANOSECONDS_IN_MICROSECOND = 1_000;
/** In milliseconds. */
const PAUSE = 5;

/** What events cost that are published with pauses between, as requests do: what is left for later is done in the pauses. */
export interface PacedCosts {
  /** What the calls alone took, in nanoseconds an event: a number for each batch. */
  readonly calls: readonly number[];
  /** What the process took of the processors in all, in nanoseconds an event. */
  readonly cpu: number;
}

/**
 * Publishes batches with pauses between them.
 *
 * @param batch how many events are published before a pause
 */
export async function measurePaced(
  { publish }: Pick<Contender, 'publish'>,
  batch: number,
  batches: number,
): Promise<PacedCosts> {
  const calls: number[] = [];
  const before = process.cpuUsage();
  for (let index = 0; index < batches; index++) {
    const start = performance.now();
    void publish(batch);
    calls.push(((performance.now() - start) * NANOSECONDS) / batch);
    await sleep(PAUSE);
  }
  const { user, system } = process.cpuUsage(before);
  return { calls, cpu: ((user + system) * NANOSECONDS_IN_MICROSECOND) / (batch * batches) };
}
