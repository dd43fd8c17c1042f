import type { Delivery } from './delivery.js';

/** One method of one plugin that wants one hook, and what became of its deliveries. */
export class Subscriber {
  /** Deliveries that ended well. */
  delivered = 0;
  /** Deliveries that threw, rejected, or were given up. */
  failed = 0;
  /** Deliveries that have not settled yet. */
  inFlight = 0;

  /**
   * @param plugin the plugin's name
   * @param method the method's name, for people
   * @param kind the hook's kind
   * @param hook the hook
   * @param tell calls the method; it may throw anything and return anything
   */
  constructor(
    readonly plugin: string,
    readonly method: string,
    readonly kind: string,
    readonly hook: string,
    readonly tell: (payload: unknown, delivery: Delivery) => unknown,
  ) {}
}
