import { balance } from '../delivery-balance.js';
import { growth, sum } from '../relay-counts.js';
import type { Scenario } from '../scenario.js';
import { findings } from '../verdict.js';
import { AS_USUAL } from './limits.js';

const COUNT = 10_000;

/** Everybody publishes at once, and as fast as the process turns round. */
export const delivery: Scenario = {
  name: 'delivery',
  limits: AS_USUAL,
  async play({ fleet }) {
    const before = await fleet.reports();
    const start = performance.now();
    const published = await fleet.publish({ name: 'delivery', count: COUNT, pace: { slice: 100, pause: 0 } });
    await fleet.settle(published);
    const milliseconds = Math.round(performance.now() - start);
    const after = await fleet.reports();
    const { owed, lost, duplicated, ownEchoes, unheardLocally } = balance(published, after);
    return findings({
      figures: {
        published: published.length * COUNT,
        owed,
        lost,
        duplicated,
        ownEchoes,
        unheardLocally,
        received: sum(growth('received', before, after)),
        missed: sum(growth('missed', before, after)),
        repeated: sum(growth('repeated', before, after)),
        dropped: sum(growth('dropped', before, after)),
        refused: sum(growth('refused', before, after)),
        milliseconds,
      },
      bounds: {
        published: { is: 30_000 },
        owed: { is: 60_000 },
        lost: { is: 0 },
        duplicated: { is: 0 },
        ownEchoes: { is: 0 },
        unheardLocally: { is: 0 },
        received: { is: 60_000 },
        missed: { is: 0 },
        repeated: { is: 0 },
        dropped: { is: 0 },
        refused: { is: 0 },
      },
    });
  },
};
