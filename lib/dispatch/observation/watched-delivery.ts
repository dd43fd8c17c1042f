import type { Delivery } from '../delivery.js';
import type { Listener, ListenerHolder, Subscriber } from '../subscriber.js';
import { deliveryChannel, type DeliveryMessage, type DeliveryOutcome } from './delivery-channel.js';

/** How the deliveries of an event are looked at. */
export interface Watch {
  /** Whether their time is taken. */
  readonly isTimed: boolean;
  /** Whether the tracing channel is told of them. */
  readonly isTraced: boolean;
}

/** What is done with an event whose deliveries somebody looks at. */
export const TIMED: Watch = { isTimed: true, isTraced: false };
export const TRACED: Watch = { isTimed: false, isTraced: true };
export const TIMED_AND_TRACED: Watch = { isTimed: true, isTraced: true };

const { start, end, asyncStart, asyncEnd, error: failure } = deliveryChannel;

/** One delivery whose time is taken, or of which the tracing channel is told. */
export class WatchedDelivery {
  private readonly startedAt: number;
  private readonly message: { -readonly [K in keyof DeliveryMessage]: DeliveryMessage[K] } | undefined;
  private isPending = false;

  constructor(
    private readonly subscriber: Subscriber,
    { isTimed, isTraced }: Watch,
  ) {
    const { plugin, method, kind, hook } = subscriber;
    this.message = isTraced ? { plugin, method, kind, hook, outcome: undefined, error: undefined } : undefined;
    this.startedAt = isTimed ? performance.now() : 0;
  }

  /**
   * Calls the plugin's method.
   *
   * @throws what that throws
   */
  call(listener: Listener, holder: ListenerHolder, payload: unknown, delivery: Delivery): unknown {
    if (this.message === undefined) return listener.call(holder, payload, delivery);
    // Not `publish`: whoever binds an AsyncLocalStorage to the channel has it in the plugin's method.
    return start.runStores(this.message, listener, holder, payload, delivery);
  }

  /** It was not called at all. */
  shed(error: unknown): void {
    if (this.message) start.publish(this.message);
    this.ended('shed', error);
  }

  /** The call is over; what it gave back has not settled. */
  pends(): void {
    this.isPending = true;
    if (this.message) end.publish(this.message);
  }

  /** It has its outcome. */
  ended(outcome: DeliveryOutcome, error?: unknown): void {
    if (this.startedAt > 0 && outcome !== 'shed') this.subscriber.record?.took(performance.now() - this.startedAt);
    if (this.message === undefined) return;
    this.message.outcome = outcome;
    if (outcome !== 'delivered') {
      this.message.error = error;
      failure.publish(this.message);
    }
    if (this.isPending) {
      asyncStart.publish(this.message);
      asyncEnd.publish(this.message);
    } else {
      end.publish(this.message);
    }
  }
}
