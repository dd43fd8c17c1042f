// Starts an application with 500 plugins that hear 10 hooks each, asks for its lists, and prints how long that took and how
// large they are.
import { OnHook } from 'nestjs-plugin-system';
import { startObservedApplication } from '../contenders/observed-application.js';
import { REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from '../contenders/payloads.js';
import { decorateHear, subscriberClasses } from '../contenders/subscribers.js';

const PLUGINS = 500;
const HOOKS_OF_EACH = 10;
const HOOKS = 50;
const WARM_UP = 3;
const ASKED = 15;
const MEGABYTE = 1024 * 1024;

/** One list. */
export interface ListingFigures {
  /** In milliseconds, from the request to the last byte of the answer. */
  readonly times: readonly number[];
  readonly megabytes: number;
}

const KIND = 'listed_listener';
const classes = subscriberClasses(PLUGINS, 'sync');
const names = Array.from({ length: HOOKS }, (_, hook) => `on_event_${hook}`);
for (const [plugin, classRef] of classes.entries()) {
  for (let nth = 1; nth < HOOKS_OF_EACH; nth++) {
    decorateHear(classRef, OnHook(KIND, names[(plugin + nth) % HOOKS] as string) as MethodDecorator);
  }
}
const app = await startObservedApplication(
  names.map((hook, index) => ({
    kind: KIND,
    hook,
    schema: REQUEST_EVENT_SCHEMA,
    // The first of its hooks; the others are on the class already.
    classes: classes.filter((_, plugin) => plugin % HOOKS === index),
  })),
);
for (const hook of names) app.notifyService.notify(KIND, hook, REQUEST_EVENTS[0]);

async function ask(path: string): Promise<ListingFigures> {
  const times: number[] = [];
  let megabytes = 0;
  for (let round = 0; round < WARM_UP + ASKED; round++) {
    const since = performance.now();
    const answer = await fetch(`${app.url}${path}`);
    const body = await answer.arrayBuffer();
    if (round >= WARM_UP) times.push(performance.now() - since);
    megabytes = body.byteLength / MEGABYTE;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  }
  return { times, megabytes };
}

const { plugins } = (await (await fetch(app.url)).json()) as { plugins: { hooks: string[]; deliveries: number }[] };
const owed = plugins.every(({ hooks, deliveries }) => hooks.length === HOOKS_OF_EACH && deliveries === HOOKS_OF_EACH);
if (plugins.length !== PLUGINS || !owed) throw new Error('the application is not what it should be');
process.stdout.write(JSON.stringify({ plugins: await ask(''), hooks: await ask('/hooks') }));
await app.close();
