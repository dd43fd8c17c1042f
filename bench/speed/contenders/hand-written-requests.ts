import type { Contender } from './contender.js';
import { HandWrittenPublisher } from './hand-written.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS, type RequestEvent } from './payloads.js';
import { heardBy, subscriberClasses, type GeneratedSubscriber, type SubscriberStyle } from './subscribers.js';

/** The yardstick: what `notify()` does on its default options, written by hand for the one event. */
export function handWritten(subscribers: number, style: SubscriberStyle): Contender {
  const instances = subscriberClasses(subscribers, style).map((SubscriberClass) => new SubscriberClass());
  const publisher = publisherTo(instances);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const event = REQUEST_EVENTS[index & EVENTS_MASK];
      if (event !== undefined) publisher.publish(event);
    }
  };
  return { name: 'hand-written', subscribers, publish, heard: () => heardBy(instances) };
}

/** The same for subscribers that read `delivery.hook`: they are handed one frozen object an event. */
export function handWrittenWithDelivery(subscribers: number, kind: string, hook: string): Contender {
  const classes = subscriberClasses(subscribers, 'reads delivery', hook);
  const instances = classes.map((SubscriberClass) => new SubscriberClass());
  const publisher = publisherTo(instances);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const event = REQUEST_EVENTS[index & EVENTS_MASK];
      if (event !== undefined) publisher.publishWithDelivery(event, kind, hook);
    }
  };
  return { name: 'hand-written, with delivery', subscribers, publish, heard: () => heardBy(instances) };
}

function publisherTo(instances: readonly GeneratedSubscriber[]): HandWrittenPublisher<RequestEvent> {
  return new HandWrittenPublisher<RequestEvent>(REQUEST_EVENT_SCHEMA, copyOfRequest, instances);
}

/** A frozen copy, as one writes it down for one event. */
export function copyOfRequest({ request_id, path, actor, duration_ms }: RequestEvent): RequestEvent {
  return Object.freeze({ request_id, path, actor, duration_ms });
}
