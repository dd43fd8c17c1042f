import { runChild } from '../children/child.js';
import type { MeasuredColumn, MeasuredGroup } from '../measure/measured-group.js';
import { say } from '../progress.js';
import { FULL, type Settings } from '../settings.js';

/** With so many open pages. */
const CLIENTS = [0, 200];
const LATENESS = 'p99 of the event loop';
const HALF = 'p50 of the event loop';

/** How late the event loop is while pages are open; a timer of 1 ms is what looks, so about 1 ms of it is no delay. */
export async function measureStreams(settings: Settings): Promise<MeasuredGroup> {
  const [runs, seconds] = settings === FULL ? [3, 8] : [1, 3];
  const columns: MeasuredColumn[] = [];
  for (const clients of CLIENTS) {
    const figures: { p99: number; p50: number }[] = [];
    for (let run = 0; run < runs; run++) {
      say(`streams: ${clients} clients, process ${run + 1} of ${runs}`);
      figures.push((await runChild('streams-child', String(clients), String(seconds))) as { p99: number; p50: number });
    }
    const times = { [LATENESS]: figures.map(({ p99 }) => p99), [HALF]: figures.map(({ p50 }) => p50) };
    columns.push({ label: String(clients), unit: 'ms', times });
  }
  return {
    name: 'streams',
    title: '1,000 events a second to 20 plugins, pages open in another process',
    columnsAre: 'pages',
    base: LATENESS,
    figuresOf: [LATENESS, HALF],
    columns,
  };
}
