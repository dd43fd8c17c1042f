import Emittery from 'emittery-1';
import EventEmitter2 from 'eventemitter2';
import { createHooks } from 'hookable';
import { AsyncParallelHook } from 'tapable';
import type { Contender } from './contender.js';
import { EVENTS_MASK, REQUEST_EVENTS, type RequestEvent } from './payloads.js';
import { heardBy, subscriberClasses } from './subscribers.js';

const EVENT = 'request:finished';

type Hear = (event: RequestEvent) => Promise<void>;
/** Subscribes methods, and returns what publishes so many events to them, each awaited before the next one. */
type Connect = (methods: readonly Hear[]) => (events: number) => Promise<void>;

const EMITTERS: Readonly<Record<string, Connect>> = {
  'Promise.allSettled by hand': (methods) => async (events) => {
    for (let index = 0; index < events; index++) {
      const event = REQUEST_EVENTS[index & EVENTS_MASK];
      if (event !== undefined) await Promise.allSettled(methods.map((hear) => hear(event)));
    }
  },
  'eventemitter2 emitAsync': (methods) => {
    const emitter = new EventEmitter2.EventEmitter2({ maxListeners: 0 });
    for (const hear of methods) emitter.on(EVENT, hear as (event: RequestEvent) => unknown);
    return async (events) => {
      for (let index = 0; index < events; index++) await emitter.emitAsync(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  'emittery emit': (methods) => {
    const emitter = new Emittery<{ [EVENT]: RequestEvent | undefined }>();
    for (const hear of methods) emitter.on(EVENT, hear as (event?: RequestEvent) => Promise<void>);
    return async (events) => {
      for (let index = 0; index < events; index++) await emitter.emit(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
  'hookable callHookParallel': (methods) => {
    const hooks = createHooks<{ [EVENT]: (event: RequestEvent | undefined) => Promise<void> }>();
    for (const hear of methods) hooks.hook(EVENT, hear as (event?: RequestEvent) => Promise<void>);
    return async (events) => {
      for (let index = 0; index < events; index++) {
        await hooks.callHookParallel(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
      }
    };
  },
  'tapable AsyncParallelHook': (methods) => {
    const hook = new AsyncParallelHook<[RequestEvent | undefined]>(['event']);
    for (const [index, hear] of methods.entries()) {
      hook.tapPromise(`plugin-${index}`, hear as (event?: RequestEvent) => Promise<void>);
    }
    return async (events) => {
      for (let index = 0; index < events; index++) await hook.promise(REQUEST_EVENTS[index & EVENTS_MASK]);
    };
  },
};

/** Whatever hands an event to asynchronous methods and can be awaited. */
export function awaitedEmitters(subscribers: number): Contender[] {
  return Object.entries(EMITTERS).map(([name, connect]) => {
    const instances = subscriberClasses(subscribers, 'async').map((SubscriberClass) => new SubscriberClass());
    const publish = connect(instances.map((instance) => instance.hear.bind(instance) as Hear));
    return { name, subscribers, publish, heard: () => heardBy(instances) };
  });
}
