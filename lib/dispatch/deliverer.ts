import type { BroadcastTally } from './broadcast-result.js';
import type { Delivery } from './delivery.js';
import type { FailureLog } from './failure-log.js';
import { InFlight, PendingDelivery } from './in-flight.js';
import type { Subscriber } from './subscriber.js';
import { isThenable, whenSettled } from './thenable.js';

/**
 * The guarded boundary: tells one subscriber of one event. Whatever it throws, returns or never does ends here, counted
 * and logged, and reaches neither the publisher nor another subscriber.
 */
export class Deliverer {
  /** What has not settled. */
  readonly inFlight = new InFlight();

  /** @param failures must not throw */
  constructor(private readonly failures: FailureLog) {}

  /** Calls the subscriber; it has its outcome when this returns, unless it gave back a thenable. */
  deliver(subscriber: Subscriber, payload: unknown, delivery: Delivery, tally: BroadcastTally | undefined): void {
    let returned: unknown;
    let isPending: boolean;
    try {
      returned = subscriber.tell(payload, delivery);
      isPending = isThenable(returned);
    } catch (error) {
      this.fail(subscriber, error, tally);
      return;
    }
    if (isPending) this.follow(returned as PromiseLike<unknown>, new PendingDelivery(subscriber, tally));
    else this.succeed(subscriber, tally);
  }

  /**
   * Counts what is in flight as failed and lets it go; how it ends later is ignored.
   *
   * @param lastTurn the turn of the last delivery to let go
   * @param toError what to log for a subscriber and the number of its deliveries
   */
  abandon(lastTurn: number, toError: (subscriber: Subscriber, deliveries: number) => Error): void {
    for (const [subscriber, deliveries] of this.inFlight.bySubscriber(lastTurn)) {
      const error = toError(subscriber, deliveries.length);
      this.failures.writeAnyway(subscriber, error);
      for (const pending of deliveries) {
        pending.isSettled = true;
        this.count(subscriber, error, pending.tally);
        this.inFlight.remove(pending);
      }
    }
  }

  private follow(returned: PromiseLike<unknown>, pending: PendingDelivery): void {
    const { subscriber, tally } = pending;
    const settle = (count: () => void) => {
      if (pending.isSettled) return;
      pending.isSettled = true;
      count();
      this.inFlight.remove(pending);
    };
    try {
      whenSettled(
        returned,
        () => settle(() => this.succeed(subscriber, tally)),
        (error) => settle(() => this.fail(subscriber, error, tally)),
      );
    } catch (error) {
      // The subscriber made it hard to follow, or there is no stack left to follow it with.
      this.fail(subscriber, error, tally);
      return;
    }
    this.inFlight.add(pending);
  }

  private succeed(subscriber: Subscriber, tally: BroadcastTally | undefined): void {
    subscriber.delivered++;
    tally?.succeeded();
  }

  private fail(subscriber: Subscriber, error: unknown, tally: BroadcastTally | undefined): void {
    this.count(subscriber, error, tally);
    try {
      this.failures.write(subscriber, error);
    } catch {
      // Only where the stack ends, as when a subscriber publishes its own hook without end. The others must still hear.
      queueMicrotask(() => this.failures.write(subscriber, error));
    }
  }

  private count(subscriber: Subscriber, error: unknown, tally: BroadcastTally | undefined): void {
    subscriber.failed++;
    tally?.failedWith(subscriber.plugin, error);
  }
}
