import type { BroadcastTally } from './broadcast-result.js';
import type { Subscriber } from './subscriber.js';

/** A delivery whose subscriber has returned something that settles later. A link in the chain of a {@link PendingQueue}. */
export class PendingDelivery {
  /** Its place in the order of all pending deliveries, counting from 1, while it is held; else 0. */
  turn = 0;
  /** The time of the coarse timer from which on it counts as failed, while it is held. 0 for never: V8 would box `Infinity`. */
  expiresAt = 0;
  /** Whether its outcome was counted; whatever it does after that is ignored. */
  isSettled = false;
  /** The one that was held before it. */
  previous: PendingDelivery | undefined;
  /** The one that was held after it. */
  next: PendingDelivery | undefined;

  /**
   * @param subscriber who was told
   * @param tally counts the outcome, when somebody awaits the broadcast
   */
  constructor(
    readonly subscriber: Subscriber,
    public tally: BroadcastTally | undefined,
  ) {}
}
