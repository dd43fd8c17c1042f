import { runChild } from '../children/child.js';
import type { MeasuredColumn, MeasuredGroup } from '../measure/measured-group.js';
import { joined, type Times } from '../measure/rounds.js';
import { say } from '../progress.js';
import type { Settings } from '../settings.js';
import { CHANNEL, OFF, SPANS } from './observed-names.js';
import { SUBSCRIBERS } from './sync.js';

/** What it costs an event that somebody looks. */
export async function measureObserved({ sets, rounds, milliseconds, warmUp }: Settings): Promise<MeasuredGroup> {
  const columns: MeasuredColumn[] = [];
  for (const subscribers of SUBSCRIBERS) {
    const times: Times[] = [];
    for (let set = 0; set < sets; set++) {
      say(`observed: ${subscribers} subscribers, process ${set + 1} of ${sets}`);
      times.push(
        (await runChild('observed-child', ...[subscribers, rounds, milliseconds, warmUp].map(String))) as Times,
      );
    }
    columns.push({ label: String(subscribers), unit: 'ns', times: joined(times) });
  }
  return {
    name: 'observed',
    title: 'An event that somebody looks at, its subscribers synchronous',
    columnsAre: 'subscribers',
    base: OFF,
    figuresOf: [OFF, CHANNEL, SPANS],
    columns,
  };
}
