import { setTimeout as delay } from 'node:timers/promises';

import { balance } from '../delivery-balance.js';
import { publishFrom, type Series } from '../fleet.js';
import { growth } from '../relay-counts.js';
import type { Scenario } from '../scenario.js';
import { findings } from '../verdict.js';
import { AS_USUAL } from './limits.js';

/** How long it is measured as usual, and how long the broker is frozen. */
const SECONDS_AS_USUAL = 5;
const SECONDS_FROZEN = 10;
const PER_SECOND = 400;
/** A steady 400 a second. */
const PACE = { slice: 4, pause: 10 };
const WARM_UP: Series = { name: 'frozen-warm-up', count: 2_000, pace: { slice: 20, pause: 2 } };
/** By how much a call may take longer while the broker is frozen. */
const FACTOR = 2;
/** Differences below are none: machines are noisy. In microseconds. */
const NOISE = 20;

/** The broker stands still for 10 seconds while somebody publishes: who publishes must not notice. */
export const frozen: Scenario = {
  name: 'frozen',
  limits: AS_USUAL,
  async play({ broker, fleet }) {
    const [publisher] = fleet.members;
    if (publisher === undefined) throw new Error('there is no instance');
    const before = await fleet.reports();
    await fleet.settle([await publishFrom(publisher, WARM_UP)]);

    const asUsual = await publishFrom(publisher, {
      name: 'frozen',
      count: SECONDS_AS_USUAL * PER_SECOND,
      pace: PACE,
    });
    const countFrozen = SECONDS_FROZEN * PER_SECOND;
    broker.pause();
    const [whileFrozen] = await Promise.all([
      publishFrom(publisher, { name: 'frozen', from: asUsual.to, count: countFrozen, pace: PACE }),
      delay(SECONDS_FROZEN * 1_000),
    ]).finally(() => broker.resume());
    const waiting = (await publisher.ask('progress', null)).waiting;
    const start = performance.now();
    await fleet.settle([asUsual, whileFrozen]);
    const caughtUpAfter = Math.round(performance.now() - start);

    const after = await fleet.reports();
    const { owed, lost, duplicated, ownEchoes } = balance([asUsual, whileFrozen], after);
    const p99 = microseconds(asUsual.microseconds.p99);
    const limit = Math.max(p99 * FACTOR, p99 + NOISE);
    return findings({
      figures: {
        owed,
        p50: microseconds(asUsual.microseconds.p50),
        p50Frozen: microseconds(whileFrozen.microseconds.p50),
        p99,
        p99Frozen: microseconds(whileFrozen.microseconds.p99),
        waiting,
        lost,
        duplicated,
        ownEchoes,
        missed: growth('missed', before, after),
        dropped: growth('dropped', before, after),
        caughtUpAfter,
      },
      bounds: {
        p99Frozen: { atMost: microseconds(limit), why: `${FACTOR} x p99, or ${NOISE} more` },
        // Else it was not frozen.
        waiting: { atLeast: countFrozen / 2 },
        lost: { is: 0 },
        duplicated: { is: 0 },
        ownEchoes: { is: 0 },
        missed: { is: 0 },
        dropped: { is: 0 },
      },
    });
  },
};

function microseconds(measured: number): number {
  return Math.round(measured * 10) / 10;
}
