import { setTimeout as delay } from 'node:timers/promises';

import { balance } from '../delivery-balance.js';
import { growth, sum } from '../relay-counts.js';
import type { Scenario } from '../scenario.js';
import { findings } from '../verdict.js';
import { AS_USUAL } from './limits.js';

/** 1,500 events a second from each: as many as may wait while even RabbitMQ starts again. */
const PACE = { slice: 15, pause: 10 };
const BEFORE = 700;
/** How long the broker is away before it is started, in milliseconds. */
const AWAY = 1_000;
const AFTERWARDS = 300;
/** Fewer wait once what was kept has been sent. */
const CAUGHT_UP = 500;

/** The broker is killed while everybody publishes, and starts again: each event is heard or counted, by everybody. */
export const killedInTraffic: Scenario = {
  name: 'killed-in-traffic',
  limits: AS_USUAL,
  async play({ broker, fleet }) {
    const before = await fleet.reports();
    const publishing = fleet.publish({ name: 'killed-in-traffic', pace: PACE });
    await Promise.all([publishing, failAndComeBack()]);

    async function failAndComeBack(): Promise<void> {
      try {
        await delay(BEFORE);
        await broker.kill();
        await delay(AWAY);
        await broker.start();
        await fleet.untilEach(({ isConnected, waiting }) => isConnected && waiting < CAUGHT_UP);
        await delay(AFTERWARDS);
      } finally {
        await fleet.stopPublishing();
      }
    }

    const published = await publishing;
    await fleet.settle(published);
    const after = await fleet.reports();
    const { owed, lost, duplicated, ownEchoes, unheardLocally } = balance(published, after);
    const lostTo = after.map((report) => balance(published, [report]).lost);
    const missed = growth('missed', before, after);
    const dropped = growth('dropped', before, after);
    return findings({
      figures: {
        owed,
        lost,
        // Each event that was dropped was owed to two others.
        lostOnTheWay: lost - 2 * sum(dropped),
        missed,
        unknown: lostTo.map((count, index) => count - (missed[index] ?? 0)),
        dropped,
        repeated: growth('repeated', before, after),
        duplicated,
        ownEchoes,
        unheardLocally,
      },
      bounds: {
        owed: { atLeast: 1 },
        lostOnTheWay: { atLeast: 0 },
        unknown: { is: 0 },
        duplicated: { is: 0 },
        ownEchoes: { is: 0 },
        unheardLocally: { is: 0 },
      },
    });
  },
};
