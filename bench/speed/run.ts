import { GROUPS, GROUPS_IN_PROCESSES } from './groups/groups.js';
import { measureGroups, type Measured } from './measure/measure-groups.js';
import type { MeasuredGroup } from './measure/measured-group.js';
import type { Settings } from './settings.js';

/**
 * Measures one group, or all of them.
 *
 * @param only the group to measure; all without it
 */
export async function run(only: string | undefined, settings: Settings): Promise<Measured> {
  // First, while nothing else is in memory or under way.
  const inProcesses: MeasuredGroup[] = [];
  for (const [name, measure] of Object.entries(GROUPS_IN_PROCESSES)) {
    if (only === undefined || only === name) inProcesses.push(await measure(settings));
  }
  const isHere = only === undefined || !(only in GROUPS_IN_PROCESSES);
  const here = isHere ? await measureGroups(GROUPS, only, settings) : { groups: [], complaints: [] };
  return { groups: [...here.groups, ...inProcesses], complaints: here.complaints };
}
