import { InFlightLimitError } from '../errors/in-flight-limit.error.js';
import { SubscriberTimeoutError } from '../errors/subscriber-timeout.error.js';
import { withoutStack } from '../errors/without-stack.js';
import type { BroadcastTally } from './broadcast-result.js';
import type { Delivery } from './delivery.js';
import type { FailureLog } from './failure-log.js';
import { InFlight } from './in-flight.js';
import { PendingDelivery } from './pending-delivery.js';
import type { PluginStatuses } from './plugin-statuses.js';
import type { Subscriber } from './subscriber.js';
import { isThenable, whenSettled } from './thenable.js';
import { refuseGenerator } from './unrun-generator.js';

/**
 * The guarded boundary: tells one subscriber of one event. Whatever it throws, returns or never does ends here, counted
 * and logged, and reaches neither the publisher nor another subscriber.
 */
export class Deliverer {
  /** What has not settled. */
  readonly inFlight = new InFlight((pending) => this.expire(pending));

  /**
   * @param failures must not throw
   * @param statuses must not throw
   */
  constructor(
    private readonly failures: FailureLog,
    private readonly statuses: PluginStatuses,
  ) {}

  /** Calls the subscriber; it has its outcome when this returns, unless it gave back a thenable. */
  deliver(subscriber: Subscriber, payload: unknown, delivery: Delivery, tally: BroadcastTally | undefined): void {
    if (subscriber.inFlight >= subscriber.maxInFlight) {
      this.shed(subscriber, tally);
      return;
    }
    let returned: unknown;
    let isPending: boolean;
    try {
      returned = subscriber.tell(payload, delivery);
      isPending = isThenable(returned);
      if (!isPending) refuseGenerator(returned);
    } catch (error) {
      this.fail(subscriber, error, tally);
      return;
    }
    if (isPending) this.follow(returned as PromiseLike<unknown>, new PendingDelivery(subscriber, tally));
    else this.succeed(subscriber, tally);
  }

  /**
   * Counts what is in flight as failed and lets it go; how it ends later is ignored. The plugin's status stays as it is:
   * every deployment would change it.
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
        subscriber.timedOut++;
        this.countFailure(subscriber, error, pending.tally);
        this.inFlight.remove(pending);
      }
    }
  }

  private follow(returned: PromiseLike<unknown>, pending: PendingDelivery): void {
    try {
      whenSettled(
        returned,
        () => this.settle(pending),
        (error) => this.settleFailed(pending, error),
      );
      this.inFlight.add(pending);
    } catch (error) {
      // The subscriber made it hard to follow, or there is no stack left to follow it with.
      pending.isSettled = true;
      this.fail(pending.subscriber, error, pending.tally);
    }
  }

  private settle(pending: PendingDelivery): void {
    if (pending.isSettled) return;
    pending.isSettled = true;
    this.succeed(pending.subscriber, pending.tally);
    this.inFlight.remove(pending);
  }

  private settleFailed(pending: PendingDelivery, error: unknown): void {
    if (pending.isSettled) return;
    pending.isSettled = true;
    this.fail(pending.subscriber, error, pending.tally);
    this.inFlight.remove(pending);
  }

  private expire(pending: PendingDelivery): void {
    const { subscriber, tally } = pending;
    const { plugin, timeout } = subscriber;
    pending.isSettled = true;
    subscriber.timedOut++;
    const message = `did not settle within ${timeout} ms (option timeout)`;
    this.fail(
      subscriber,
      withoutStack(() => new SubscriberTimeoutError(plugin, message)),
      tally,
    );
  }

  private shed(subscriber: Subscriber, tally: BroadcastTally | undefined): void {
    subscriber.shed++;
    const { plugin, maxInFlight } = subscriber;
    this.fail(
      subscriber,
      withoutStack(() => new InFlightLimitError(plugin, maxInFlight)),
      tally,
    );
  }

  private succeed(subscriber: Subscriber, tally: BroadcastTally | undefined): void {
    subscriber.delivered++;
    if (!subscriber.health.isSpotless) this.statuses.succeeded(subscriber);
    tally?.succeeded();
  }

  private fail(subscriber: Subscriber, error: unknown, tally: BroadcastTally | undefined): void {
    this.countFailure(subscriber, error, tally);
    inAnyCase(() => this.failures.write(subscriber, error));
    // After the line that says why.
    inAnyCase(() => this.statuses.failed(subscriber));
  }

  private countFailure(subscriber: Subscriber, error: unknown, tally: BroadcastTally | undefined): void {
    subscriber.failed++;
    tally?.failedWith(subscriber.plugin, error);
  }
}

/** Where the stack ends, since the publisher stands deep in it, it is done later: the others must still hear. */
function inAnyCase(act: () => void): void {
  try {
    act();
  } catch {
    queueMicrotask(act);
  }
}
