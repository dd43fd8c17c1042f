// Measures notify() without the relay and with it, in turn, and prints what its calls take and what the process takes in all. A
// process of its own: the second is asked of the whole process.
import type { BrokerName } from '../../brokers/broker-recipes.js';
import { brokerOptions } from '../contenders/broker-options.js';
import { CountedContender, type Contender } from '../contenders/contender.js';
import { notify } from '../contenders/notify.js';
import { startRelayedApplication } from '../contenders/relayed-application.js';
import { heardBy, subscriberClasses } from '../contenders/subscribers.js';
import { RELAYED } from '../groups/relay-names.js';
import { measurePaced } from '../measure/paced.js';
import { rotated, type Times } from '../measure/rounds.js';
import { spreadOf } from '../measure/statistics.js';

const WARM_UP_TURNS = 100;
const WARM_UP_BATCH = 256;

/** What is printed, in nanoseconds an event. */
export interface RelayLocalFigures {
  /** What the call took, round by round: the median of each. */
  readonly call: Times;
  /** What the process took of the processors. */
  readonly cpu: Times;
}

const [name, url, ...numbers] = process.argv.slice(2) as [BrokerName, string, ...string[]];
const [batch, rounds, batches] = numbers.map(Number) as [number, number, number];

const { relay, publish, instances, close } = await startRelayedApplication(
  brokerOptions(name, url),
  subscriberClasses(1, 'sync'),
);
const relayed: Contender = { name: RELAYED, subscribers: 1, publish, heard: () => heardBy(instances), close };
const contenders = [await notify(1, 'sync'), relayed].map((contender) => new CountedContender(contender));

/** Waits until the broker has all of it: what one contender leaves behind is not to be done in the other one's time. */
async function whenSent(): Promise<void> {
  while (relay.figures().waiting > 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

// Many at once, or V8 would have made no good code of it by the time that it is measured.
for (let turn = 0; turn < WARM_UP_TURNS; turn++) {
  for (const { publish: publishSome } of contenders) void publishSome(WARM_UP_BATCH);
  await whenSent();
}
for (const contender of contenders) await measurePaced(contender, batch, batches);
const call: Record<string, number[]> = {};
const cpu: Record<string, number[]> = {};
for (let round = 0; round < rounds; round++) {
  for (const contender of rotated(contenders, round)) {
    const costs = await measurePaced(contender, batch, batches);
    await whenSent();
    (call[contender.name] ??= []).push(spreadOf(costs.calls).median);
    (cpu[contender.name] ??= []).push(costs.cpu);
  }
}

// Where there is no room left an event is not even kept, and that is quick.
const { dropped } = relay.figures();
if (dropped > 0) throw new Error(`${dropped} events were dropped`);
for (const contender of contenders) {
  const complaint = contender.complaint();
  if (complaint !== undefined) throw new Error(complaint);
  await contender.close();
}
const figures: RelayLocalFigures = { call, cpu };
process.stdout.write(JSON.stringify(figures));
