import type { Contender } from '../contenders/contender.js';
import { startNotifyApplication } from '../contenders/nest-application.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from '../contenders/payloads.js';
import { heardBy, subscriberClass } from '../contenders/subscribers.js';
import { columnOf, type Column, type Group } from './group.js';

/** A hookspec holds 64 KiB at the most. */
const HOOKS_IN_A_KIND = 100;

interface HookName {
  readonly kind: string;
  readonly hook: string;
}

/** What an event costs when ever more hooks are declared and published in turn, each with a subscriber of its own. */
export const GROWTH_OF_HOOKS: Group = {
  name: 'hooks',
  title: 'An event with one synchronous subscriber, of ever more hooks in turn',
  columnsAre: 'hooks',
  base: 'notify()',
  figuresOf: ['notify()', 'Map lookup alone'],
  prepare: async () => {
    const columns: Column[] = [];
    for (const count of [10, 100, 1_000, 10_000]) {
      const names = Array.from({ length: count }, (_, index) => nameOf(index));
      columns.push(columnOf(String(count), 1, [await notifyInTurn(names), lookUpInTurn(names)]));
    }
    return columns;
  },
};

function nameOf(index: number): HookName {
  const kind = literal(`kind_${Math.floor(index / HOOKS_IN_A_KIND)}`);
  return { kind, hook: literal(`on_event_${index}`) };
}

/** As V8 keeps what stands in source code: every equal text is the same object. */
function literal(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}

async function notifyInTurn(names: readonly HookName[]): Promise<Contender> {
  const hooks = names.map((name) => ({ ...name, schema: REQUEST_EVENT_SCHEMA, classes: [subscriberClass('sync')] }));
  const { notifyService, instances, close } = await startNotifyApplication(hooks);
  let next = 0;
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const name = names[next++];
      if (next === names.length) next = 0;
      if (name !== undefined) notifyService.notify(name.kind, name.hook, REQUEST_EVENTS[index & EVENTS_MASK]);
    }
  };
  return { name: 'notify()', subscribers: 1, publish, heard: () => heardBy(instances), close };
}

function lookUpInTurn(names: readonly HookName[]): Contender {
  const kinds = new Map<string, Map<string, { found: number }>>();
  for (const { kind, hook } of names) {
    const hooks = kinds.get(kind) ?? new Map<string, { found: number }>();
    kinds.set(kind, hooks.set(hook, { found: 0 }));
  }
  let next = 0;
  let found = 0;
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const name = names[next++];
      if (next === names.length) next = 0;
      if (name !== undefined && kinds.get(name.kind)?.has(name.hook) === true) found++;
    }
  };
  return { name: 'Map lookup alone', subscribers: 1, publish, heard: () => found };
}
