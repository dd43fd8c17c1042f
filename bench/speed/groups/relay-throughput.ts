import type { BrokerName } from '../../brokers/broker-recipes.js';
import { Broker } from '../../brokers/broker.js';
import { findBroker } from '../../brokers/find-broker.js';
import { PublisherProcess } from '../children/publisher-process.js';
import type { MeasuredColumn, MeasuredGroup } from '../measure/measured-group.js';
import { joined, rotated, type Times } from '../measure/rounds.js';
import { say } from '../progress.js';
import { FULL, type Settings } from '../settings.js';
import { EMIT, RELAYED } from './relay-names.js';

/** MQTT first: a short run looks at that one alone, which is always there. */
const BROKERS: readonly BrokerName[] = ['mqtt', 'nats', 'redis'];
const CONTENDERS = [EMIT, RELAYED];

/** How long each of them runs, how often, and before it is measured. */
interface Runs {
  readonly milliseconds: number;
  readonly rounds: number;
  readonly warmUp: number;
}

/** How many events a second one process can tell another one of, through each broker that is installed here. */
export async function measureRelayThroughput(settings: Settings): Promise<MeasuredGroup> {
  const isFull = settings === FULL;
  const runs = isFull ? { milliseconds: 400, rounds: 5, warmUp: 600 } : { milliseconds: 250, rounds: 3, warmUp: 400 };
  const columns: MeasuredColumn[] = [];
  for (const name of isFull ? BROKERS : BROKERS.slice(0, 1)) {
    if (findBroker(name).program === undefined)
      say(`relay-throughput: ${name} is left out: ${findBroker(name).howToGet}`);
    else columns.push({ label: name, unit: '', times: await measureBroker(name, settings.sets, runs) });
  }
  return {
    name: 'relay-throughput',
    title: 'Events a second from one process to another, 2,000 on their way at the most',
    columnsAre: 'broker',
    base: EMIT,
    figuresOf: CONTENDERS,
    columns,
  };
}

async function measureBroker(name: BrokerName, sets: number, runs: Runs): Promise<Times> {
  const broker = new Broker(name);
  await broker.start();
  try {
    const times: Times[] = [];
    for (let set = 0; set < sets; set++) {
      say(`relay-throughput: ${name}, processes ${set + 1} of ${sets}`);
      times.push(await measureSet(broker, runs));
    }
    return joined(times);
  } finally {
    await broker.stop();
  }
}

async function measureSet(broker: Broker, { milliseconds, rounds, warmUp }: Runs): Promise<Times> {
  const publishers = new Map<string, PublisherProcess>();
  const rates: Record<string, number[]> = {};
  try {
    for (const name of CONTENDERS) publishers.set(name, await PublisherProcess.start(name, broker));
    for (const publisher of publishers.values()) await publisher.run(warmUp);
    for (let round = 0; round < rounds; round++) {
      for (const [name, publisher] of rotated([...publishers], round)) {
        (rates[name] ??= []).push(await publisher.run(milliseconds));
      }
    }
  } finally {
    await Promise.all([...publishers.values()].map((publisher) => publisher.end()));
  }
  return rates;
}
