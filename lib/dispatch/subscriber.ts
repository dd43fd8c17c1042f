import type { Delivery } from './delivery.js';
import type { DeliveryRecord } from './observation/delivery-record.js';
import { takesPayloadOnly } from './payload-only.js';
import type { PendingGroup } from './pending-group.js';
import { SubscriberHealth } from './subscriber-health.js';

/** How much a subscriber may leave unfinished. */
export interface SubscriberLimits {
  /** How long a delivery may stay pending before it counts as failed, in milliseconds; 0 for ever. */
  readonly timeout: number;
  /** How many deliveries it may hold that are pending; beyond that they are shed. */
  readonly maxInFlight: number;
}

/** What a subscriber's method is. It may throw anything and return anything. */
export type Listener = (payload: unknown, delivery: Delivery) => unknown;

/** Whose method a subscriber is: a plugin, or what stands for one that each broadcast makes anew. */
export type ListenerHolder = Readonly<Record<string | symbol, unknown>>;

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
  /** Where its deliveries that begin now and stay pending belong, if there is one. */
  openGroup: PendingGroup | undefined;
  /** What is known of its deliveries besides their number, while somebody wants that. */
  record: DeliveryRecord | undefined;
  readonly timeout: number;
  readonly maxInFlight: number;
  /**
   * The method as it was when it subscribed, if that cannot see more than the payload. It is looked up at every delivery: one
   * that is replaced later (a spy, a patch) is the one that hears, and gets everything.
   */
  readonly payloadOnly: unknown;
  /** Whether it hears only what is published in this process. */
  readonly isLocalOnly: boolean;

  /**
   * @param plugin the plugin's name
   * @param kind the hook's kind
   * @param hook the hook
   * @param limits how much it may leave unfinished
   * @param holder whose method it is
   * @param key the method's name
   * @param isLocalOnly whether it hears only what is published in this process
   */
  constructor(
    readonly plugin: string,
    readonly kind: string,
    readonly hook: string,
    { timeout, maxInFlight }: SubscriberLimits,
    readonly holder: ListenerHolder,
    readonly key: string | symbol,
    isLocalOnly = false,
  ) {
    this.isLocalOnly = isLocalOnly;
    this.timeout = timeout;
    this.maxInFlight = maxInFlight;
    this.payloadOnly = payloadOnlyMethod(holder, key);
  }

  /** The method's name, for people. */
  get method(): string {
    return String(this.key);
  }

  /** Whether its method can see the `Delivery`, as long as nobody replaces it. */
  get wantsDelivery(): boolean {
    return this.payloadOnly === undefined;
  }
}

function payloadOnlyMethod(holder: ListenerHolder, key: string | symbol): unknown {
  try {
    const method = holder[key];
    return takesPayloadOnly(method) ? method : undefined;
  } catch {
    // A getter may give out the method only while the plugin runs.
    return undefined;
  }
}
