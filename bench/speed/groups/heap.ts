import { runChild } from '../children/child.js';
import type { HeapFigures } from '../children/heap-child.js';
import type { MeasuredGroup } from '../measure/measured-group.js';
import { say } from '../progress.js';
import type { Settings } from '../settings.js';

const OURS = 'notify()';

/** What a million events in one tick leave in memory, in processes of their own. */
export async function measureHeap({ processes }: Settings): Promise<MeasuredGroup> {
  const figures: HeapFigures[] = [];
  for (let run = 0; run < processes; run++) {
    say(`heap, process ${run + 1} of ${processes}`);
    figures.push((await runChild('heap-child')) as HeapFigures);
  }
  return {
    name: 'heap',
    title: 'A million events in one tick, 10 synchronous subscribers, memory before and after',
    columnsAre: '',
    base: OURS,
    figuresOf: [OURS],
    columns: [
      { label: 'heapUsed', unit: 'MB', times: { [OURS]: figures.map(({ heapUsed }) => heapUsed) } },
      { label: 'rss', unit: 'MB', times: { [OURS]: figures.map(({ rss }) => rss) } },
      { label: 'promises', unit: '', times: { [OURS]: figures.map(({ promises }) => promises) } },
    ],
  };
}
