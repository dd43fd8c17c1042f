import type { Delivery } from '../delivery.js';
import { isThenable } from '../thenable.js';
import type { Listener, ListenerHolder, Subscriber } from '../subscriber.js';
import { deliveryChannel, type DeliveryOutcome } from './delivery-channel.js';
import { TracedDelivery } from './traced-delivery.js';

/** How the deliveries of an event are looked at. */
export interface Watch {
  /** Whether their time is taken. */
  readonly isTimed: boolean;
  /** Whether the tracing channel is told of them. */
  readonly isTraced: boolean;
  /** How many events that time stands for. */
  readonly standsFor: number;
}

/** Told to the tracing channel, and no more. */
export const TRACED: Watch = { isTimed: false, isTraced: true, standsFor: 0 };

/** When a delivery began whose time is not taken. 0 will not do: a clock that a test has made starts there. */
const NEVER = -1;

const { start, end, asyncStart, asyncEnd, error: failure } = deliveryChannel;

/** One delivery whose time is taken, or of which the tracing channel is told. */
export class WatchedDelivery {
  private startedAt: number;
  private readonly message: TracedDelivery | undefined;
  private readonly standsFor: number;
  private isPending = false;

  constructor(
    private readonly subscriber: Subscriber,
    { isTimed, isTraced, standsFor }: Watch,
  ) {
    const { plugin, method, kind, hook } = subscriber;
    this.message = isTraced ? new TracedDelivery(plugin, method, kind, hook) : undefined;
    this.standsFor = standsFor;
    this.startedAt = isTimed ? performance.now() : NEVER;
  }

  /**
   * Calls the plugin's method.
   *
   * @throws what that throws
   */
  call(listener: Listener, holder: ListenerHolder, payload: unknown, delivery: Delivery): unknown {
    const { message } = this;
    if (message === undefined) return listener.call(holder, payload, delivery);
    if (mayHaveStores(start)) {
      // Whoever binds an AsyncLocalStorage to the channel has it in the plugin's method.
      return start.runStores(message, callIn, message, listener, holder, payload, delivery);
    }
    start.publish(message);
    return callIn.call(message, listener, holder, payload, delivery);
  }

  /** It was not called at all, and its time is not taken. */
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
    this.takeTime();
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

  private takeTime(): void {
    const { startedAt } = this;
    if (startedAt === NEVER) return;
    // Before anything that can fail where the stack ends: what is done again after that must not count it again.
    this.startedAt = NEVER;
    this.subscriber.record?.took(performance.now() - startedAt, this.standsFor);
  }
}

/**
 * Whether an `AsyncLocalStorage` may be bound to a channel. Node tells nobody, and `runStores` costs 90 ns where none is, more
 * than everything else about a message: so this looks where Node keeps them. Where it does not, or not there, the answer is yes.
 */
function mayHaveStores(channel: object): boolean {
  return (channel as { readonly _stores?: { readonly size?: number } })._stores?.size !== 0;
}

// What is no function fails here as it does where nobody looks, with the same words in the log, and not within Node.
function callIn(
  this: TracedDelivery,
  listener: Listener,
  holder: ListenerHolder,
  payload: unknown,
  delivery: Delivery,
): unknown {
  if (this.isBare) return begun(listener.call(holder, payload, delivery));
  return callInside(this, listener, holder, payload, delivery);
}

function callInside(
  message: TracedDelivery,
  listener: Listener,
  holder: ListenerHolder,
  payload: unknown,
  delivery: Delivery,
): unknown {
  return message.run(() => begun(listener.call(holder, payload, delivery)));
}

/** A query of a database often begins when somebody waits for it: here, so that it does so inside of what traces it. */
function begun(returned: unknown): unknown {
  return returned !== undefined && !(returned instanceof Promise) && isThenable(returned)
    ? Promise.resolve(returned)
    : returned;
}
