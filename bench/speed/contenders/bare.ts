import type { Contender } from './contender.js';
import { EVENTS_MASK, REQUEST_EVENTS } from './payloads.js';
import { heardBy, subscriberClasses, type SubscriberStyle } from './subscribers.js';

/**
 * A loop over the methods: nothing is copied, checked or caught. Each is called on its object, as an application does that
 * lets methods be replaced (a spy, a patch): V8 has to look for the method of each class.
 */
export function bare(subscribers: number, style: SubscriberStyle): Contender {
  const instances = subscriberClasses(subscribers, style).map((SubscriberClass) => new SubscriberClass());
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const event = REQUEST_EVENTS[index & EVENTS_MASK];
      if (event === undefined) continue;
      for (const instance of instances) void instance.hear(event);
    }
  };
  return { name: 'bare', subscribers, publish, heard: () => heardBy(instances) };
}
