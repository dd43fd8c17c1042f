import { CqrsModule, EventBus, EventsHandler } from '@nestjs/cqrs';
import type { Contender } from './contender.js';
import { startApplication } from './nest-application.js';
import { EVENTS_MASK, REQUEST_EVENTS, type RequestEvent } from './payloads.js';
import { heardBy, subscriberClasses, type SubscriberStyle } from './subscribers.js';

/** The EventBus of @nestjs/cqrs, which tells its handlers by the class of the event and gives nothing to await. */
export async function cqrs(subscribers: number, style: SubscriberStyle): Promise<Contender> {
  // A class for each application: the library keeps what belongs together on the class.
  class RequestFinished {
    readonly request_id: string;
    readonly path: string;
    readonly actor: string;
    readonly duration_ms: number;

    constructor({ request_id, path, actor, duration_ms }: RequestEvent) {
      this.request_id = request_id;
      this.path = path;
      this.actor = actor;
      this.duration_ms = duration_ms;
    }
  }
  const published = REQUEST_EVENTS.map((event) => new RequestFinished(event));
  const classes = subscriberClasses(subscribers, style);
  for (const classRef of classes) {
    // The name that the library goes by.
    const prototype = classRef.prototype as object;
    Object.defineProperty(prototype, 'handle', { value: Reflect.get(prototype, 'hear') });
    EventsHandler(RequestFinished)(classRef);
  }
  const app = await startApplication([CqrsModule.forRoot()], classes);
  await app.init();
  const bus = app.get(EventBus);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      const event = published[index & EVENTS_MASK];
      if (event !== undefined) void bus.publish(event);
    }
  };
  const instances = classes.map((classRef) => app.get(classRef));
  return {
    name: '@nestjs/cqrs EventBus',
    subscribers,
    publish,
    heard: () => heardBy(instances),
    close: () => app.close(),
  };
}
