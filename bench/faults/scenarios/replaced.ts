import { setTimeout as delay } from 'node:timers/promises';

import { balance } from '../delivery-balance.js';
import { publishFrom, type Fleet } from '../fleet.js';
import type { InstanceProcess } from '../instance-process.js';
import type { InstanceReport } from '../instance/commands.js';
import { growth, linesSince, sum } from '../relay-counts.js';
import type { Scenario } from '../scenario.js';
import { findings } from '../verdict.js';
import { AS_USUAL } from './limits.js';

const NAME = 'replaced';
const COUNT = 1_000;
/** 1,000 events a second from each. */
const PACE = { slice: 10, pause: 10 };
const BEFORE = 500;

/** An instance is killed while everybody publishes, and another one takes its place: the others notice nothing. */
export const replaced: Scenario = {
  name: NAME,
  limits: AS_USUAL,
  async play({ fleet }) {
    const victim = fleet.members.at(-1);
    if (victim === undefined) throw new Error('there is no instance');
    const victimSeries = `${NAME}.${victim.name}`;
    const others = fleet.members.filter((member) => member !== victim);
    const before = await fleet.reports();

    const [published, { newcomer, own, since }] = await Promise.all([
      Promise.all(others.map((member) => publishFrom(member, { name: NAME, pace: PACE }))),
      replace(fleet, victim, others),
    ]);
    await fleet.settle([...published, own]);

    const after = await fleet.reports();
    const reportsOfOthers = after.filter(({ name }) => name !== newcomer.name);
    const reportOfNewcomer = after.filter(({ name }) => name === newcomer.name);
    const betweenOthers = balance(published, reportsOfOthers);
    const toNewcomer = balance(
      published.map((publication, index) => ({ ...publication, from: since[index] ?? 0 })),
      reportOfNewcomer,
    );
    const fromNewcomer = balance([own], after);
    const lines = linesSince(before, reportsOfOthers);
    return findings({
      figures: {
        owedBetweenOthers: betweenOthers.owed,
        lostBetweenOthers: betweenOthers.lost,
        owedToNewcomer: toNewcomer.owed,
        lostToNewcomer: toNewcomer.lost,
        owedByNewcomer: fromNewcomer.owed,
        lostFromNewcomer: fromNewcomer.lost,
        heardOfKilled: reportsOfOthers.map((report) => heardOf(victimSeries, report).count),
        gapsInKilled: reportsOfOthers.map((report) => heardOf(victimSeries, report).gaps),
        duplicated: sum([betweenOthers, toNewcomer, fromNewcomer].map(({ duplicated }) => duplicated)),
        ownEchoes: sum([betweenOthers, fromNewcomer].map(({ ownEchoes }) => ownEchoes)),
        missed: growth('missed', before, after),
        linesOfOthers: lines.map((log) => log.filter(({ level }) => level !== 'info').length),
      },
      bounds: {
        owedBetweenOthers: { atLeast: 1 },
        lostBetweenOthers: { is: 0 },
        owedToNewcomer: { atLeast: 1 },
        lostToNewcomer: { is: 0 },
        owedByNewcomer: { is: 2 * COUNT },
        lostFromNewcomer: { is: 0 },
        heardOfKilled: { atLeast: 1 },
        gapsInKilled: { is: 0 },
        duplicated: { is: 0 },
        ownEchoes: { is: 0 },
        missed: { is: 0 },
        linesOfOthers: { is: 0 },
      },
    });
  },
};

async function replace(fleet: Fleet, victim: InstanceProcess, others: readonly InstanceProcess[]) {
  // It is killed in the middle of it.
  const victimPublishing = publishFrom(victim, { name: NAME, pace: PACE }).catch(() => {});
  await delay(BEFORE);
  await fleet.kill(victim);
  await victimPublishing;

  const newcomer = await fleet.add();
  // Everything from these numbers on is published after the newcomer has said that it is connected.
  const since = await Promise.all(others.map(async (member) => (await member.ask('progress', null)).published));
  const own = await publishFrom(newcomer, { name: NAME, count: COUNT, pace: PACE });
  await fleet.stopPublishing();
  return { newcomer, own, since };
}

/** How many events of a publisher have come, and how often some were left out between them. */
function heardOf(name: string, { heard }: InstanceReport): { count: number; gaps: number } {
  const runs = heard.find(({ publisher }) => publisher === name)?.remote.once ?? [];
  return { count: sum(runs.map(([first, last]) => last - first + 1)), gaps: Math.max(0, runs.length - 1) };
}
