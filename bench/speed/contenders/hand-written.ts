import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
// oxlint-disable-next-line no-restricted-imports -- what is compared with must check payloads with the same options
import { PAYLOAD_AJV_OPTIONS } from '../../../lib/hookspec/payload-ajv.js';

/** What a publisher tells besides the event, made by hand. */
export interface HandWrittenDelivery {
  readonly kind: string;
  readonly hook: string;
  /** Milliseconds since the epoch. */
  readonly occurredAt: number;
}

/** Who hears of events. */
export interface HandWrittenSubscriber<Event> {
  hear(event: Event, delivery?: HandWrittenDelivery): unknown;
}

/**
 * What an engineer would write who wants what `notify()` gives for one event, knows its payload and measures: copy and
 * freeze it, check the copy, tell everybody, and let nobody's failure through.
 */
export class HandWrittenPublisher<Event extends object> {
  /** How many deliveries have failed. */
  failed = 0;
  /** How many deliveries have settled later, and well. */
  settled = 0;
  private readonly validate: ValidateFunction;

  /**
   * @param schema what events are checked against
   * @param copy makes a frozen copy
   * @param subscribers who hears: called on their objects, as `notify()` does, so that a method may be replaced
   */
  constructor(
    schema: object,
    private readonly copy: (event: Event) => Event,
    private readonly subscribers: readonly HandWrittenSubscriber<Event>[],
  ) {
    this.validate = new Ajv2020(PAYLOAD_AJV_OPTIONS).compile(schema);
  }

  /** Tells everybody of an event. */
  publish(payload: Event): void {
    const event = this.copy(payload);
    if (!this.validate(event)) {
      this.fail();
      return;
    }
    for (const subscriber of this.subscribers) {
      try {
        const returned = subscriber.hear(event);
        if (isThenable(returned)) returned.then(this.settle, this.fail);
      } catch {
        this.fail();
      }
    }
  }

  /** Tells everybody of an event, and when it was published. */
  publishWithDelivery(payload: Event, kind: string, hook: string): void {
    const event = this.copy(payload);
    if (!this.validate(event)) {
      this.fail();
      return;
    }
    const delivery = Object.freeze({ kind, hook, occurredAt: Date.now() });
    for (const subscriber of this.subscribers) {
      try {
        const returned = subscriber.hear(event, delivery);
        if (isThenable(returned)) returned.then(this.settle, this.fail);
      } catch {
        this.fail();
      }
    }
  }

  // One function for all deliveries: whose it was need not be known to count it.
  private readonly settle = (): void => {
    this.settled++;
  };

  private readonly fail = (): void => {
    this.failed++;
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
