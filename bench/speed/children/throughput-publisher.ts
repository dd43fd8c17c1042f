// Publishes events in one way to a receiver in another process, for as long as it is told to, as many as that one can take; tells
// how many a second were heard.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BrokerName } from '../../brokers/broker-recipes.js';
import { brokerOptions } from '../contenders/broker-options.js';
import { SENDERS } from '../contenders/senders.js';
import { Window } from '../measure/window.js';

/** How many events may be on their way. */
const ON_THEIR_WAY = 2_000;
/** How many are published in a turn of the event loop, and how often the receiver tells that it has heard them. */
const CHUNK = 100;
const MILLISECONDS = 1_000;

const [name, broker, url] = process.argv.slice(2) as [string, BrokerName, string];
const receiver = fork(fileURLToPath(new URL('throughput-receiver.js', import.meta.url)), [
  name,
  broker,
  url,
  String(CHUNK),
]);
receiver.once('exit', () => process.exit(1));
await once(receiver, 'message');
const send = SENDERS[name];
if (send === undefined) throw new Error(`nobody can send ${name}`);
const sender = await send(brokerOptions(broker, url));

const window = new Window(ON_THEIR_WAY);
receiver.on('message', (heard: number) => window.tell(heard));

async function run(milliseconds: number): Promise<number> {
  const start = performance.now();
  const before = window.published;
  while (performance.now() - start < milliseconds) {
    await window.take(CHUNK);
    sender.publish(CHUNK);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await window.whenEmpty();
  sender.check();
  return ((window.published - before) * MILLISECONDS) / (performance.now() - start);
}

process.on('message', (milliseconds: number) => void run(milliseconds).then((rate) => process.send?.(rate)));
process.once('disconnect', () => {
  receiver.removeAllListeners('exit');
  receiver.disconnect();
  void sender.close();
});
process.send?.('ready');
