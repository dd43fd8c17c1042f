import 'reflect-metadata';
import { Controller, Inject, Logger, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, EventPattern, Payload, type MicroserviceOptions } from '@nestjs/microservices';
import type { RelayBroker } from 'nestjs-plugin-system/relay';
import { HOOK, KIND } from './notify.js';
import { EVENTS_MASK, idOf, REQUEST_EVENTS, type RequestEvent } from './payloads.js';

const PATTERN = 'bench';
const SEQUENCE_DIGITS = 16;
const ON_EVENT = Symbol('ON_EVENT');

@Controller()
class EventController {
  constructor(@Inject(ON_EVENT) private readonly onEvent: (event: RequestEvent) => void) {}

  @EventPattern(PATTERN)
  hear(@Payload() text: string): void {
    const { data } = JSON.parse(text) as { data: RequestEvent };
    this.onEvent(data);
  }
}

@Module({ controllers: [EventController] })
class EventModule {
  static with(onEvent: (event: RequestEvent) => void): DynamicModule {
    return { module: EventModule, providers: [{ provide: ON_EVENT, useValue: onEvent }] };
  }
}

/** Has a microservice of Nest read the events that {@link emitter} emits. */
export async function hearEmitted(
  broker: RelayBroker,
  onEvent: (event: RequestEvent) => void,
): Promise<() => Promise<void>> {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(EventModule.with(onEvent), {
    ...broker,
    logger: false,
  });
  await app.listen();
  return () => app.close();
}

/** Has a client of Nest emit texts that are as long as the messages of the relay. Nothing else is done for an event. */
export async function emitter(
  broker: RelayBroker,
): Promise<{ publish: (events: number) => void; close: () => Promise<void> }> {
  // It says that it is connected.
  Logger.overrideLogger(false);
  const client = ClientProxyFactory.create(broker);
  await client.connect();
  const texts = messages();
  const publish = (events: number): void => {
    for (let index = 0; index < events; index++) client.emit(PATTERN, texts[index & EVENTS_MASK]);
  };
  return { publish, close: async () => void (await client.close()) };
}

/** What the relay writes: CloudEvents with the same attributes, each as long as there. */
function messages(): string[] {
  return REQUEST_EVENTS.map((data, index) =>
    JSON.stringify({
      specversion: '1.0',
      source: `/plugin-system/some-host-name/12345/${idOf(0)}`,
      type: `plugin.hook.${KIND}.${HOOK}`,
      kindapiversion: '1.0.0',
      id: idOf(index),
      time: new Date().toISOString(),
      sequence: String(index).padStart(SEQUENCE_DIGITS, '0'),
      data,
    }),
  );
}
