// Publishes a million events in one tick and prints what that left in memory.
import { promiseHooks } from 'node:v8';
import { notify } from '../contenders/notify.js';

const EVENTS = 1_000_000;
const SUBSCRIBERS = 10;
const WARM_UP = 20_000;
const MEGABYTE = 1024 * 1024;

/** What {@link process} holds, and how many promises were made. */
export interface HeapFigures {
  /** Megabytes more than before, garbage that nobody has collected included. */
  readonly heapUsed: number;
  /** Megabytes more than before. */
  readonly rss: number;
  readonly promises: number;
}

const { publish, heard, close } = await notify(SUBSCRIBERS, 'sync');
void publish(WARM_UP);
globalThis.gc?.();

const before = process.memoryUsage();
let promises = 0;
const stopCounting = promiseHooks.onInit(() => {
  promises++;
}) as () => void;
void publish(EVENTS);
stopCounting();
const after = process.memoryUsage();

if (heard() !== (WARM_UP + EVENTS) * SUBSCRIBERS) throw new Error(`heard ${heard()} deliveries`);
const figures: HeapFigures = {
  heapUsed: (after.heapUsed - before.heapUsed) / MEGABYTE,
  rss: (after.rss - before.rss) / MEGABYTE,
  promises,
};
process.stdout.write(JSON.stringify(figures));
await close?.();
