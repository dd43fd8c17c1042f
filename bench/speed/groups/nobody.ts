import type { Contender } from '../contenders/contender.js';
import { startNotifyApplication } from '../contenders/nest-application.js';
import { HOOK, KIND } from '../contenders/notify.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from '../contenders/payloads.js';
import { heardBy, subscriberClass } from '../contenders/subscribers.js';
import { columnOf, type Group } from './group.js';

const UNHEARD = 'on_request_started';

/** A hook that nobody hears, beside one that somebody does. */
export const NOBODY: Group = {
  name: 'nobody',
  title: 'An event that nobody hears',
  columnsAre: 'subscribers',
  base: 'notify()',
  figuresOf: ['notify()'],
  prepare: async () => [columnOf('0', 0, [await unheard()])],
};

async function unheard(): Promise<Contender> {
  const { notifyService, instances, close } = await startNotifyApplication([
    { kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA, classes: [subscriberClass('sync')] },
    { kind: KIND, hook: UNHEARD, schema: REQUEST_EVENT_SCHEMA, classes: [] },
  ]);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      notifyService.notify(KIND, UNHEARD, REQUEST_EVENTS[index & EVENTS_MASK]);
    }
  };
  return { name: 'notify()', subscribers: 0, publish, heard: () => heardBy(instances), close };
}
