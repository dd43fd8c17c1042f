import { runChild } from '../children/child.js';
import type { MeasuredColumn, MeasuredGroup } from '../measure/measured-group.js';
import { joined, type Times } from '../measure/rounds.js';
import { say } from '../progress.js';
import type { Settings } from '../settings.js';
import { CHANNEL, OFF, SPANS } from './observed-names.js';

/** How many subscribers, and how they are. */
const COLUMNS = [
  ['1', 'sync'],
  ['3', 'sync'],
  ['10', 'sync'],
  ['100', 'sync'],
  ['10', 'async'],
] as const;

/** What it costs an event that somebody looks. */
export async function measureObserved({ sets, rounds, milliseconds, warmUp }: Settings): Promise<MeasuredGroup> {
  const columns: MeasuredColumn[] = [];
  for (const [subscribers, style] of COLUMNS) {
    const label = style === 'sync' ? subscribers : `${subscribers} ${style}`;
    const times: Times[] = [];
    for (let set = 0; set < sets; set++) {
      say(`observed: ${label} subscribers, process ${set + 1} of ${sets}`);
      times.push(
        (await runChild('observed-child', style, ...[subscribers, rounds, milliseconds, warmUp].map(String))) as Times,
      );
    }
    columns.push({ label, unit: 'ns', times: joined(times) });
  }
  return {
    name: 'observed',
    title: 'An event that somebody looks at, its subscribers synchronous but where it says otherwise',
    columnsAre: 'subscribers',
    base: OFF,
    figuresOf: [OFF, CHANNEL, SPANS],
    columns,
  };
}
