import { Broker } from '../../brokers/broker.js';
import { runChild } from '../children/child.js';
import type { RelayLocalFigures } from '../children/relay-local-child.js';
import type { MeasuredColumn, MeasuredGroup } from '../measure/measured-group.js';
import { joined } from '../measure/rounds.js';
import { say } from '../progress.js';
import { FULL, type Settings } from '../settings.js';
import { LOCAL, RELAYED } from './relay-names.js';

/** How many events are published before a pause of some milliseconds. */
const BATCHES = [1, 16];

/**
 * What the relay adds to an event where it is published, with an MQTT broker: to the call, which only has the event wait, and to
 * the process in all, which sends it later. None may be dropped, and the outbox is empty at most pauses.
 */
export async function measureRelayLocal(settings: Settings): Promise<MeasuredGroup> {
  const broker = new Broker('mqtt');
  await broker.start();
  try {
    const calls: MeasuredColumn[] = [];
    const cpu: MeasuredColumn[] = [];
    for (const batch of BATCHES) {
      const figures = await measureBatches(batch, broker, settings);
      calls.push({ label: String(batch), unit: 'ns', times: joined(figures.map((set) => set.call)) });
      cpu.push({ label: `${batch}, CPU in all`, unit: 'ns', times: joined(figures.map((set) => set.cpu)) });
    }
    return {
      name: 'relay-local',
      title: 'An event that other instances hear, too, where it is published, one synchronous subscriber there',
      columnsAre: 'events at once',
      base: LOCAL,
      figuresOf: [LOCAL, RELAYED],
      columns: [...calls, ...cpu],
    };
  } finally {
    await broker.stop();
  }
}

async function measureBatches(batch: number, broker: Broker, settings: Settings): Promise<RelayLocalFigures[]> {
  const { sets, rounds } = settings;
  const batches = settings === FULL ? 60 : 30;
  const figures: RelayLocalFigures[] = [];
  for (let set = 0; set < sets; set++) {
    say(`relay-local: ${batch} at once, process ${set + 1} of ${sets}`);
    const numbers = [batch, rounds, batches].map(String);
    figures.push((await runChild('relay-local-child', broker.name, broker.url, ...numbers)) as RelayLocalFigures);
  }
  return figures;
}
