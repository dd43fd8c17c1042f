import type { Contender, CountedContender } from '../contenders/contender.js';
import type { Column, Group } from '../groups/group.js';
import { say } from '../progress.js';
import type { Settings } from '../settings.js';
import type { MeasuredColumn, MeasuredGroup } from './measured-group.js';
import { joined, measureInRounds, rotated, type Times } from './rounds.js';
import { timeOf, timeOfTurn } from './time-of.js';

/** Groups that were measured, and what was not delivered meanwhile. */
export interface Measured {
  readonly groups: readonly MeasuredGroup[];
  readonly complaints: readonly string[];
}

/** A group, and sets of its contenders. */
interface PreparedGroup {
  readonly group: Group;
  readonly sets: readonly (readonly Column[])[];
}

const WARM_UPS = 3;

/**
 * Measures groups, in one process. All are warmed up first, also those that nobody asks for: what V8 makes of code depends
 * on everything that has run through it, and nobody is to profit from having been alone.
 *
 * Each contender is made several times: where V8 happens to put the code of a hundred methods makes a difference of a half,
 * and in one process stays as it is.
 *
 * @param only the group to measure; all without it
 */
export async function measureGroups(
  groups: readonly Group[],
  only: string | undefined,
  settings: Settings,
): Promise<Measured> {
  say('starting the applications');
  const prepared: PreparedGroup[] = [];
  for (const group of groups) prepared.push({ group, sets: await setsOf(group, settings.sets) });
  const columns = prepared.flatMap(({ sets }) => sets.flat());

  say('warming up');
  for (let run = 0; run < WARM_UPS; run++) {
    for (const { batch, contenders } of rotated(columns, run)) {
      for (const contender of rotated(contenders, run)) await timeOf(contender, batch, settings.warmUp / WARM_UPS);
    }
  }

  const measured: MeasuredGroup[] = [];
  for (const entry of prepared) {
    if (only === undefined || only === entry.group.name) measured.push(await measureGroup(entry, settings));
  }
  const contenders = columns.flatMap((column) => column.contenders);
  const complaints = complaintsOf(contenders);
  for (const contender of contenders) await contender.close();
  return { groups: measured, complaints };
}

async function setsOf(group: Group, count: number): Promise<Column[][]> {
  const sets: Column[][] = [];
  for (let set = 0; set < count; set++) sets.push(await group.prepare());
  return sets;
}

async function measureGroup({ group, sets }: PreparedGroup, settings: Settings): Promise<MeasuredGroup> {
  const { name, title, columnsAre, base, figuresOf } = group;
  const columns: MeasuredColumn[] = [];
  for (const [index, { label }] of (sets[0] ?? []).entries()) {
    say(`${name}: ${label} ${columnsAre}`.trimEnd());
    const times: Times[] = [];
    for (const set of sets) {
      const column = set[index];
      if (column !== undefined) times.push(await measureColumn(column, settings));
    }
    columns.push({ label, unit: 'ns', times: joined(times) });
  }
  return { name, title, columnsAre, base, figuresOf, columns };
}

async function measureColumn({ batch, contenders }: Column, { rounds, milliseconds }: Settings): Promise<Times> {
  const emptyTurn = await timeOfTurn(milliseconds);
  const measure = (contender: Contender) => timeOf(contender, batch, milliseconds, emptyTurn);
  return measureInRounds(contenders, rounds, measure);
}

function complaintsOf(contenders: readonly CountedContender[]): string[] {
  return contenders.flatMap((contender) => contender.complaint() ?? []);
}
