// An application whose tracing channel has a subscriber that throws at every event. Says what was heard when notify() has
// returned, and answers how things are afterwards, if there is an afterwards: when told to, it listens for uncaught exceptions.
import { tracingChannel } from 'node:diagnostics_channel';
import { NestFactory } from '@nestjs/core';
import { NotifyService, PluginRegistry } from 'nestjs-plugin-system';
import { answer, hears, rootModule } from './nest.mjs';

const [hookspecs, mode] = process.argv.slice(2);
const heard = [];
class First {
  hear() {
    heard.push('First');
  }
}
class Second {
  async hear() {
    heard.push('Second');
  }
}
class Failing {
  hear() {
    heard.push('Failing');
    throw new Error('boom');
  }
}

let uncaught = 0;
if (mode === 'goes-on') process.on('uncaughtException', ({ message }) => (uncaught += message === 'tracer' ? 1 : 0));
const plugins = [First, Second, Failing].map((plugin) => hears(plugin, 'k', 'on_a'));
const app = await NestFactory.createApplicationContext(rootModule({ hookspecs }, plugins), { logger: false });
const fail = () => {
  throw new Error('tracer');
};
const { start, end, asyncStart, asyncEnd, error } = tracingChannel('nestjs-plugin-system:delivery');
for (const channel of [start, end, asyncStart, asyncEnd, error]) channel.subscribe(fail);

app.get(NotifyService).notify('k', 'on_a', {});
console.log(`returned, heard by ${heard.join(', ')}`);

await new Promise((resolve) => setImmediate(resolve));
const { failed } = await app.get(NotifyService).dispatch('k', 'on_a', {});
const counts = app
  .get(PluginRegistry)
  .subscribersOf('k', 'on_a')
  .map((subscriber) => [subscriber.plugin, subscriber.delivered, subscriber.failed, subscriber.inFlight]);
await app.close();
await new Promise((resolve) => setImmediate(resolve));
answer({ heard: heard.length, failed: failed.map(({ plugin }) => plugin), counts, uncaught });
