import { runChild } from '../children/child.js';
import type { MeasuredColumn, MeasuredGroup } from '../measure/measured-group.js';
import { rotated } from '../measure/rounds.js';
import { say } from '../progress.js';
import type { Settings } from '../settings.js';

/** A column for each thing to start, and how it can be started. The names are those that boot-child.ts knows. */
const STARTS: Readonly<Record<string, readonly string[]>> = {
  '5,000 providers, 500 subscribe': ['with the module', 'without it'],
  '1,000 hooks and schemas': ['in an application', 'compiled ahead', 'ajv alone'],
};

/** What it takes to start, in processes of their own, one way after the other. */
export async function measureBoot({ processes }: Settings): Promise<MeasuredGroup> {
  const columns: MeasuredColumn[] = [];
  for (const [label, modes] of Object.entries(STARTS)) columns.push(await measureColumn(label, modes, processes));
  return {
    name: 'boot',
    title: 'Starting',
    columnsAre: '',
    base: 'with the module',
    figuresOf: Object.values(STARTS).flat(),
    columns,
  };
}

async function measureColumn(label: string, modes: readonly string[], processes: number): Promise<MeasuredColumn> {
  const times = new Map(modes.map((mode) => [mode, [] as number[]]));
  for (let run = 0; run < processes; run++) {
    say(`boot, ${label}, round ${run + 1} of ${processes}`);
    for (const mode of rotated(modes, run)) times.get(mode)?.push(Number(await runChild('boot-child', mode)));
  }
  return { label, unit: 'ms', times: Object.fromEntries(times) };
}
