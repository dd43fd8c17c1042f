import type { BroadcastTally } from './broadcast-result.js';
import type { WatchedDelivery } from './observation/watched-delivery.js';
import type { PendingQueue } from './pending-queue.js';
import type { Subscriber } from './subscriber.js';

/** Is told how the deliveries of {@link PendingGroup}s end. Must not throw. */
export interface PendingOutcomes {
  /** One of them has settled well. */
  fulfilled(group: PendingGroup): void;
  /** One of them was rejected. */
  rejected(group: PendingGroup, error: unknown): void;
  /** One of them has taken longer than it may. */
  expired(group: PendingGroup): void;
}

/**
 * Deliveries of one subscriber that began in the same tick of the coarse timer and have not settled yet; or a single one,
 * when somebody awaits its broadcast or looks at it. A link in the chain of a {@link PendingQueue}.
 *
 * Which of them settles makes no difference to anybody. So they share what is called back: an object and two functions for
 * each delivery would be 250 bytes that the garbage collector moves about for as long as it is pending, and made a delivery
 * some 45 ns dearer.
 */
export class PendingGroup {
  /** How many have not settled. */
  count = 0;
  /** Whether the outcome of all was counted, however many never settled; whatever they do after that is ignored. */
  isOver = false;
  /** Whether it is in a queue. */
  isQueued = false;
  /** The one that was queued before it. */
  previous: PendingGroup | undefined;
  /** The one that was queued after it. */
  next: PendingGroup | undefined;
  readonly onFulfilled: () => void;
  readonly onRejected: (error: unknown) => void;

  /**
   * @param subscriber who was told
   * @param tally counts the outcome, when somebody awaits the broadcast
   * @param watched the delivery, when somebody looks at it
   * @param turn when it began: see `InFlight.endTurn`
   * @param expiresAt the time of the coarse timer from which on they count as failed; 0 for never: V8 would box `Infinity`
   * @param queue where it is kept while something is pending
   * @param outcomes told how they end
   */
  constructor(
    readonly subscriber: Subscriber,
    public tally: BroadcastTally | undefined,
    public watched: WatchedDelivery | undefined,
    readonly turn: number,
    readonly expiresAt: number,
    readonly queue: PendingQueue,
    outcomes: PendingOutcomes,
  ) {
    this.onFulfilled = () => outcomes.fulfilled(this);
    this.onRejected = (error) => outcomes.rejected(this, error);
  }
}
