// Publishes 1,000,000 events in one tick to two synchronous plugins, and answers what the heap grew by and which promises were made.
import { createHook } from 'node:async_hooks';
import { NestFactory } from '@nestjs/core';
import { NotifyService, PluginRegistry } from 'nestjs-plugin-system';
import { answer, hears, rootModule } from './nest.mjs';

const EVENTS = 1_000_000;
const KIND = 'lifecycle_listener';
const HOOK = 'on_request_started';

class Counting {
  heard = 0;

  hear() {
    this.heard++;
  }
}
class Reading {
  paths = new Map();

  hear({ path }) {
    this.paths.set(path, (this.paths.get(path) ?? 0) + 1);
  }
}

const plugins = [hears(Counting, KIND, HOOK), hears(Reading, KIND, HOOK)];
const app = await NestFactory.createApplicationContext(rootModule({ hookspecs: 'hookspecs' }, plugins));
const notify = app.get(NotifyService);

let promises = 0;
const watch = createHook({
  init(_, type) {
    if (type === 'PROMISE') promises++;
  },
});
globalThis.gc();
const before = process.memoryUsage().heapUsed;
watch.enable();
for (let index = 0; index < EVENTS; index++) notify.notify(KIND, HOOK, { request_id: 'r1', path: '/hello/:name' });
watch.disable();
const growth = process.memoryUsage().heapUsed - before;
const made = promises;

// The watch would have seen one.
watch.enable();
await Promise.resolve();
watch.disable();
const delivered = app
  .get(PluginRegistry)
  .subscribersOf(KIND, HOOK)
  .map((subscriber) => subscriber.delivered);
const heard = [app.get(Counting).heard, app.get(Reading).paths.get('/hello/:name')];
const figures = { growth, promises: made, isWatching: promises > made, delivered, heard };
await app.close();
answer(figures);
