import { channel } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import EventEmitter2 from 'eventemitter2';
import { EventEmitter as EventEmitter3 } from 'eventemitter3';
import { Subject } from 'rxjs';
import { SyncHook } from 'tapable';
import type { Contender } from './contender.js';
import { EVENTS_MASK, REQUEST_EVENTS, type RequestEvent } from './payloads.js';
import { heardBy, subscriberClasses, type SubscriberStyle } from './subscribers.js';

const EVENT = 'request.finished';

type Hear = (event: RequestEvent) => unknown;
/** Subscribes methods, and returns what publishes so many events to them. */
type Connect = (methods: readonly Hear[]) => (events: number) => undefined;

let channels = 0;

// Each has a loop of its own, as each caller in an application has: V8 learns one call at one place.
const EMITTERS: Readonly<Record<string, Connect>> = {
  eventemitter2: (methods) => {
    const emitter = new EventEmitter2.EventEmitter2({ maxListeners: 0 });
    for (const hear of methods) emitter.on(EVENT, hear);
    return (events) => {
      for (let index = 0; index < events; index++) emitter.emit(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  eventemitter3: (methods) => {
    const emitter = new EventEmitter3();
    for (const hear of methods) emitter.on(EVENT, hear);
    return (events) => {
      for (let index = 0; index < events; index++) emitter.emit(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  'node:events': (methods) => {
    const emitter = new EventEmitter().setMaxListeners(0);
    for (const hear of methods) emitter.on(EVENT, hear);
    return (events) => {
      for (let index = 0; index < events; index++) emitter.emit(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  'tapable SyncHook': (methods) => {
    const hook = new SyncHook<[RequestEvent | undefined]>(['event']);
    for (const [index, hear] of methods.entries()) hook.tap(`plugin-${index}`, hear as (event?: RequestEvent) => void);
    return (events) => {
      for (let index = 0; index < events; index++) hook.call(REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  'rxjs Subject': (methods) => {
    const subject = new Subject<RequestEvent | undefined>();
    for (const hear of methods) subject.subscribe(hear as (event?: RequestEvent) => void);
    return (events) => {
      for (let index = 0; index < events; index++) subject.next(REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  diagnostics_channel: (methods) => {
    const requests = channel(`bench.${channels++}`);
    for (const hear of methods) requests.subscribe(hear as (event: unknown) => void);
    return (events) => {
      for (let index = 0; index < events; index++) requests.publish(REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
};

/** Whatever hands an event to methods and has nothing to await. */
export function emitters(subscribers: number, style: SubscriberStyle): Contender[] {
  return Object.entries(EMITTERS).map(([name, connect]) => {
    const instances = subscriberClasses(subscribers, style).map((SubscriberClass) => new SubscriberClass());
    const publish = connect(instances.map((instance) => instance.hear.bind(instance)));
    return { name, subscribers, publish, heard: () => heardBy(instances) };
  });
}
