// Publishes 10,000 events to a plugin that never settles, and answers what that costs while it waits and afterwards.
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { NotifyService, PluginRegistry } from 'nestjs-plugin-system';
import { answer, hears, rootModule } from './nest.mjs';

const EVENTS = 10_000;
const KIND = 'lifecycle_listener';
const HOOK = 'on_request_started';
const OTHER_HOOK = 'on_request_finished';

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

/** Does the same at another hook first: the code that V8 makes on the way took 0.1 to 0.7 MB of what was measured. */
class WarmingUp {
  hear() {
    return new Promise((resolve) => {
      if (keepsPromises) kept.push(resolve);
    });
  }
}

const plugins = [hears(Hanging, KIND, HOOK), hears(WarmingUp, KIND, OTHER_HOOK)];
const app = await NestFactory.createApplicationContext(rootModule(options, plugins));
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
/** Nothing is pending any more. V8 may still compile in the background what ran often, and that is in the heap, too. */
const everythingAtRest = async () => {
  await notify.whenIdle();
  kept = [];
  await delay(150);
};
const counts = () => {
  const [{ delivered, failed, timedOut, shed, inFlight }] = registry.subscribersOf(KIND, HOOK);
  return { delivered, failed, timedOut, shed, inFlight };
};
const publish = (times, hook = HOOK) => {
  for (let index = 0; index < times; index++) {
    notify.notify(KIND, hook, { request_id: `r${index}`, path: '/hello/:name', actor: 'alice' });
  }
};

// What is made once, at the first event and at the first failure, is no growth.
publish(1);
if (options.timeout > 0) {
  publish(EVENTS, OTHER_HOOK);
  await everythingAtRest();
}
const before = await usedAfterCollection();
publish(EVENTS);
const whilePending = { ...counts(), growth: (await usedAfterCollection()) - before };
let afterwards;
if (options.timeout > 0) {
  await everythingAtRest();
  afterwards = { ...counts(), growth: (await usedAfterCollection()) - before };
}
await app.close();
clearInterval(alive);
answer({ whilePending, afterwards, afterClose: counts() });
