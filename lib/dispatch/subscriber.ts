import type { Delivery } from './delivery.js';
import { SubscriberHealth } from './subscriber-health.js';

/** How much a subscriber may leave unfinished. */
export interface SubscriberLimits {
  /** How long a delivery may stay pending before it counts as failed, in milliseconds; 0 for ever. */
  readonly timeout: number;
  /** How many deliveries it may hold that are pending; beyond that they are shed. */
  readonly maxInFlight: number;
}

/** One method of one plugin that wants one hook, and what became of its deliveries. */
export class Subscriber implements SubscriberLimits {
  /** Deliveries that ended well. */
  delivered = 0;
  /** Deliveries that threw, rejected, were given up, or were shed. */
  failed = 0;
  /** Those of the failed that had not settled in time. */
  timedOut = 0;
  /** Those of the failed that it was not told of, since it held as many as it may. */
  shed = 0;
  /** Deliveries that have not settled yet. */
  inFlight = 0;
  readonly health = new SubscriberHealth();
  readonly timeout: number;
  readonly maxInFlight: number;

  /**
   * @param plugin the plugin's name
   * @param method the method's name, for people
   * @param kind the hook's kind
   * @param hook the hook
   * @param limits how much it may leave unfinished
   * @param tell calls the method; it may throw anything and return anything
   */
  constructor(
    readonly plugin: string,
    readonly method: string,
    readonly kind: string,
    readonly hook: string,
    { timeout, maxInFlight }: SubscriberLimits,
    readonly tell: (payload: unknown, delivery: Delivery) => unknown,
  ) {
    this.timeout = timeout;
    this.maxInFlight = maxInFlight;
  }
}
