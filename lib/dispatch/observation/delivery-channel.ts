import { tracingChannel } from 'node:diagnostics_channel';

/** The name of the tracing channel: `node:diagnostics_channel` adds `tracing:` before it and `:start` and so on behind. */
export const DELIVERY_CHANNEL = 'nestjs-plugin-system:delivery';

/** How a delivery ended: `timed_out` and `shed` are failures, too. */
export type DeliveryOutcome = 'delivered' | 'failed' | 'timed_out' | 'shed';

/** Calls what it is given, once, and returns what that does. */
export type Around = (call: () => unknown) => unknown;

/**
 * What subscribers of the tracing channel `nestjs-plugin-system:delivery` get, one object a delivery.
 *
 * `start` and `end` enclose the call of the plugin's method. A delivery that is over then has its `outcome` at `end`; one
 * that stays pending has none there, and gets it at `asyncStart`, which `asyncEnd` follows. `error` comes before that when
 * it failed. A delivery that was shed has `start`, `error` and `end`, though nothing was called. There is no payload in it.
 */
export interface DeliveryMessage {
  /** The plugin's name. */
  readonly plugin: string;
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
  /** `undefined` while it has not ended. */
  readonly outcome: DeliveryOutcome | undefined;
  /** What the plugin threw or rejected with, or why it was given up or shed; there only when it failed. */
  readonly error?: unknown;

  /**
   * Has the plugin's method run inside of something: a context of OpenTelemetry, say. It works at `start`, which comes right
   * before the call; what a subscriber does by itself is over by then. An `AsyncLocalStorage` can also be bound to `start`.
   *
   * @example
   * start.subscribe((message) => message.callWithin((call) => context.with(spanContext, call)));
   */
  callWithin(around: Around): void;
}

/**
 * The channel around every delivery. What a subscriber of it throws ends the process: Node reports that as an uncaught
 * exception whoever publishes, and gives the publisher no say in it.
 */
export const deliveryChannel = tracingChannel<object, DeliveryMessage>(DELIVERY_CHANNEL);
