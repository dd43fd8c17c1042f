import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '../../brokers/broker.js';

import { balance } from '../delivery-balance.js';
import type { InstanceReport, LogLine } from '../instance/commands.js';
import { makeWriter } from '../poison/make-writer.js';
import { POISONER, POISONS } from '../poison/poisons.js';
import { growth, linesSince, sum } from '../relay-counts.js';
import type { Scenario } from '../scenario.js';
import { findings } from '../verdict.js';
import { countWithin } from '../number-runs.js';
import { AS_USUAL } from './limits.js';

const COUNT = 3_000;
/** How often each kind of poison is written: together, 1 % of what is published. */
const ROUNDS = 9;
const BETWEEN_ROUNDS = 30;
/** As long as the poison takes. */
const PACE = { slice: 100, pause: 10 };
/** How many lines about one reason the relay may write in 10 seconds; one more says how many were suppressed. */
const MAX_LINES = 10;

/** Somebody writes messages to the broker that are no events, between those that are. */
export const poison: Scenario = {
  name: 'poison',
  limits: AS_USUAL,
  async play({ broker, fleet }) {
    const before = await fleet.reports();
    const [published, written] = await Promise.all([
      fleet.publish({ name: 'poison', count: COUNT, pace: PACE }),
      writePoison(broker),
    ]);
    await fleet.settle(published);
    const after = await fleet.reports();
    const { owed, lost, duplicated, ownEchoes } = balance(published, after);
    const lines = linesSince(before, after).map(linesByReason);
    return findings({
      figures: {
        owed,
        written,
        refused: growth('refused', before, after),
        poisonHeard: sum(after.map(poisonHeardBy)),
        lost,
        duplicated,
        ownEchoes,
        received: growth('received', before, after),
        missed: growth('missed', before, after),
        mostLinesPerReason: lines.map((counts) => Math.max(...counts)),
        lines: lines.map(sum),
      },
      bounds: {
        written: { is: Object.keys(POISONS).length * ROUNDS },
        refused: { is: written },
        poisonHeard: { is: 0 },
        lost: { is: 0 },
        duplicated: { is: 0 },
        ownEchoes: { is: 0 },
        received: { is: 2 * COUNT },
        missed: { is: 0 },
        mostLinesPerReason: { atMost: MAX_LINES },
        lines: { atLeast: 1 },
      },
    });
  },
};

async function writePoison({ name, port }: Broker): Promise<number> {
  const writer = await makeWriter(name, port);
  let written = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const message of Object.values(POISONS)) {
      await writer.write(message);
      written++;
    }
    await delay(BETWEEN_ROUNDS);
  }
  await writer.close();
  return written;
}

function poisonHeardBy({ heard }: InstanceReport): number {
  const everything = heard.filter(({ publisher }) => publisher === POISONER);
  return sum(everything.map(({ remote, local }) => countWithin([...remote.once, ...local.once], 0, Infinity)));
}

/** How many lines there are about each reason, apart from those that count what was suppressed. */
function linesByReason(lines: readonly LogLine[]): number[] {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    if (!text.includes(' refused=') || text.includes(' suppressed=')) continue;
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts.values()];
}
