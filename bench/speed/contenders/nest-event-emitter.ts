import { EventEmitter2, EventEmitterModule, OnEvent } from '@nestjs/event-emitter';
import type { Contender } from './contender.js';
import { startApplication } from './nest-application.js';
import { EVENTS_MASK, REQUEST_EVENTS } from './payloads.js';
import {
  decorateHear,
  heardBy,
  subscriberClasses,
  type GeneratedSubscriber,
  type SubscriberStyle,
} from './subscribers.js';

const EVENT = 'request.finished';

/** `emit()` of @nestjs/event-emitter. */
export async function nestEmit(subscribers: number, style: SubscriberStyle): Promise<Contender> {
  const { emitter, instances, close } = await start(subscribers, style);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) emitter.emit(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
  };
  return { name: '@nestjs/event-emitter emit', subscribers, publish, heard: () => heardBy(instances), close };
}

/** Its `emitAsync()`, awaited. */
export async function nestEmitAsync(subscribers: number, style: SubscriberStyle): Promise<Contender> {
  const { emitter, instances, close } = await start(subscribers, style);
  const publish = async (events: number): Promise<void> => {
    for (let index = 0; index < events; index++) await emitter.emitAsync(EVENT, REQUEST_EVENTS[index & EVENTS_MASK]);
  };
  return { name: '@nestjs/event-emitter emitAsync', subscribers, publish, heard: () => heardBy(instances), close };
}

interface Started {
  readonly emitter: EventEmitter2;
  readonly instances: readonly GeneratedSubscriber[];
  readonly close: () => Promise<void>;
}

async function start(subscribers: number, style: SubscriberStyle): Promise<Started> {
  const classes = subscriberClasses(subscribers, style);
  for (const classRef of classes) decorateHear(classRef, OnEvent(EVENT));
  const app = await startApplication([EventEmitterModule.forRoot({ maxListeners: 0 })], classes);
  const instances = classes.map((classRef) => app.get(classRef));
  return { emitter: app.get(EventEmitter2), instances, close: () => app.close() };
}
