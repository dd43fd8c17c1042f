// Publishes 1,000 events a second while clients in another process read the live stream, and prints how late the event loop is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HOOK, KIND } from '../contenders/notify.js';
import { startObservedApplication } from '../contenders/observed-application.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from '../contenders/payloads.js';
import { heardBy, subscriberClasses } from '../contenders/subscribers.js';

const PLUGINS = 20;
const EVENTS_EACH_TIME = 10;
const EVERY = 10;
const NANOSECONDS = 1e6;

const [clients, seconds] = process.argv.slice(2).map(Number) as [number, number];
const classes = subscriberClasses(PLUGINS, 'sync');
const app = await startObservedApplication([{ kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA, classes }]);

const readers = spawn(
  process.execPath,
  [fileURLToPath(new URL('stream-readers.js', import.meta.url)), `${app.url}/events`, String(clients)],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
const said: AsyncIterator<string, undefined> = createInterface({ input: readers.stdout })[Symbol.asyncIterator]();
await said.next();

let published = 0;
const publishing = setInterval(() => {
  for (let event = 0; event < EVENTS_EACH_TIME; event++) {
    app.notifyService.notify(KIND, HOOK, REQUEST_EVENTS[published++ & EVENTS_MASK]);
  }
}, EVERY);
await sleep(1_000);

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
await sleep(seconds * 1_000);
delay.disable();
clearInterval(publishing);

readers.stdin.end();
const { value } = await said.next();
await once(readers, 'exit');
const leastSummaries = Number(value);
if (leastSummaries < seconds) throw new Error(`a client got ${leastSummaries} summaries in ${seconds} seconds`);
if (heardBy(app.instances) !== published * PLUGINS) throw new Error('not every event was delivered');
process.stdout.write(
  JSON.stringify({ p99: delay.percentile(99) / NANOSECONDS, p50: delay.percentile(50) / NANOSECONDS }),
);
await app.close();
