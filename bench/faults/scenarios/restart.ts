import { setTimeout as delay } from 'node:timers/promises';

import { balance } from '../delivery-balance.js';
import type { Pace } from '../instance/commands.js';
import { growth, linesSince } from '../relay-counts.js';
import type { Scenario } from '../scenario.js';
import { findings } from '../verdict.js';

const NAME = 'restart';
const COUNT = 2_000;
const MAX_WAITING = 1_000;
/** How long the broker is away, in milliseconds. */
const AWAY = 2_000;
/** Fast, but never so that events are dropped while the broker is there. */
const FAST: Pace = { slice: 100, pause: 0, maxWaiting: MAX_WAITING / 2 };
const REGARDLESS: Pace = { slice: 100, pause: 0 };

/** The broker is killed between two events, stays away while more is published than may wait, and starts again. */
export const restart: Scenario = {
  name: NAME,
  limits: { maxWaiting: MAX_WAITING },
  async play({ broker, fleet }) {
    const before = await fleet.reports();
    const ahead = await fleet.publish({ name: NAME, count: COUNT, pace: FAST });
    await fleet.settle(ahead);

    await broker.kill();
    await fleet.untilEach(({ isConnected }) => !isConnected);
    const away = await fleet.publish({ name: NAME, from: COUNT, count: COUNT, pace: REGARDLESS });
    await delay(AWAY);
    await broker.start();
    const start = performance.now();
    await fleet.untilEach(({ isConnected, waiting }) => isConnected && waiting === 0);
    const backAfter = Math.round(performance.now() - start);

    const afterwards = await fleet.publish({ name: NAME, from: 2 * COUNT, count: COUNT, pace: FAST });
    await fleet.settle(afterwards);
    const after = await fleet.reports();

    const whole = balance([...ahead, ...away, ...afterwards], after);
    const lines = linesSince(before, after);
    const linesWith = (text: string) => lines.map((log) => log.filter((line) => line.text.includes(text)).length);
    const dropped = growth('dropped', before, after);
    // Each event that was dropped was owed to two others.
    const lostWhileAway = away.map((publication) => balance([publication], after).lost / 2);
    const missed = growth('missed', before, after);
    const missing = dropped.map((own) => dropped.reduce((total, count) => total + count, 0) - own);
    return findings({
      figures: {
        owed: whole.owed,
        lostBefore: balance(ahead, after).lost,
        lostWhileAway,
        lostAfterwards: balance(afterwards, after).lost,
        dropped,
        missed,
        duplicated: whole.duplicated,
        ownEchoes: whole.ownEchoes,
        unheardLocally: whole.unheardLocally,
        linesLost: linesWith('broker=lost'),
        linesBack: linesWith('broker=back'),
        backAfter,
      },
      bounds: {
        lostBefore: { is: 0 },
        lostWhileAway: { is: dropped },
        lostAfterwards: { is: 0 },
        dropped: { is: COUNT - MAX_WAITING },
        missed: { is: missing },
        duplicated: { is: 0 },
        ownEchoes: { is: 0 },
        unheardLocally: { is: 0 },
        linesLost: { is: 1 },
        linesBack: { is: 1 },
      },
    });
  },
};
