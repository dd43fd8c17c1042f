import type { Contender } from './contender.js';
import { startNotifyApplication } from './nest-application.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from './payloads.js';
import { heardBy, subscriberClasses, type SubscriberStyle } from './subscribers.js';

/** The names that all applications here publish under. */
export const KIND = 'lifecycle_listener';
export const HOOK = 'on_request_finished';

/** `notify()` on its default options, in a Nest application. */
export async function notify(subscribers: number, style: SubscriberStyle): Promise<Contender> {
  const classes = subscriberClasses(subscribers, style, HOOK);
  const { notifyService, instances, close } = await startNotifyApplication([
    { kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA, classes },
  ]);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      notifyService.notify(KIND, HOOK, REQUEST_EVENTS[index & EVENTS_MASK]);
    }
  };
  const name = style === 'reads delivery' ? 'notify(), with delivery' : 'notify()';
  return { name, subscribers, publish, heard: () => heardBy(instances), close };
}

/** `dispatch()`, each event awaited before the next one. */
export async function dispatch(subscribers: number, style: SubscriberStyle): Promise<Contender> {
  const classes = subscriberClasses(subscribers, style);
  const { notifyService, instances, close } = await startNotifyApplication([
    { kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA, classes },
  ]);
  const publish = async (events: number): Promise<void> => {
    for (let index = 0; index < events; index++) {
      await notifyService.dispatch(KIND, HOOK, REQUEST_EVENTS[index & EVENTS_MASK]);
    }
  };
  return { name: 'dispatch()', subscribers, publish, heard: () => heardBy(instances), close };
}
