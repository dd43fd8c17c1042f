// Publishes 10,000 events to a plugin that never settles, and answers what that costs while it waits and afterwards.
import { NestFactory } from '@nestjs/core';
import { NotifyService, PluginRegistry } from 'nestjs-plugin-system';
import { answer, hears, rootModule } from './nest.mjs';

const EVENTS = 10_000;
const KIND = 'lifecycle_listener';
const HOOK = 'on_request_started';

const { keepsPromises, ...moduleOptions } = JSON.parse(process.argv[2]);
const options = { hookspecs: 'hookspecs', ...moduleOptions };
/** Could settle what the plugin has returned, as a connection that hangs could. */
let kept = [];

class Hanging {
  hear() {
    return new Promise((resolve) => {
      if (keepsPromises) kept.push(resolve);
    });
  }
}

const app = await NestFactory.createApplicationContext(rootModule(options, [hears(Hanging, KIND, HOOK)]));
// As a server does. The library's own timers keep no process alive.
const alive = setInterval(() => {}, 60_000);
const notify = app.get(NotifyService);
const registry = app.get(PluginRegistry);

const usedAfterCollection = async () => {
  // What settled has callbacks that are due, and they hold on to it; what one collection finds to be dead may have kept more.
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
};
const counts = () => {
  const [{ delivered, failed, timedOut, shed, inFlight }] = registry.subscribersOf(KIND, HOOK);
  return { delivered, failed, timedOut, shed, inFlight };
};
const publish = (times) => {
  for (let index = 0; index < times; index++) {
    notify.notify(KIND, HOOK, { request_id: `r${index}`, path: '/hello/:name', actor: 'alice' });
  }
};

// What is made once, at the first event and at the first failure, is no growth.
publish(1);
if (options.timeout > 0) await notify.whenIdle();
const before = await usedAfterCollection();
publish(EVENTS);
const whilePending = { ...counts(), growth: (await usedAfterCollection()) - before };
let afterwards;
if (options.timeout > 0) {
  await notify.whenIdle();
  kept = [];
  afterwards = { ...counts(), growth: (await usedAfterCollection()) - before };
}
await app.close();
clearInterval(alive);
answer({ whilePending, afterwards, afterClose: counts() });
