import { InFlightLimitError } from '../errors/in-flight-limit.error.js';
import { SubscriberTimeoutError } from '../errors/subscriber-timeout.error.js';
import { withoutStack } from '../errors/without-stack.js';
import type { BroadcastTally } from './broadcast-result.js';
import { LocalDelivery, type Delivery } from './delivery.js';
import type { FailureLog } from './failure-log.js';
import type { HookChannel } from './hook-channels.js';
import { InFlight } from './in-flight.js';
import type { PendingGroup } from './pending-group.js';
import type { PluginStatuses } from './plugin-statuses.js';
import type { Listener, Subscriber } from './subscriber.js';
import { isThenable, takeRejection, whenSettled } from './thenable.js';
import { refuseGenerator } from './unrun-generator.js';

/**
 * The guarded boundary: tells subscribers of an event. Whatever one of them throws, returns or never does ends here, counted
 * and logged, and reaches neither the publisher nor another subscriber.
 */
export class Deliverer {
  /** What has not settled. */
  readonly inFlight = new InFlight({
    fulfilled: (group) => this.fulfilled(group),
    rejected: (group, error) => this.rejected(group, error),
    expired: (group) => this.expired(group),
  });

  /**
   * @param failures must not throw
   * @param statuses must not throw
   */
  constructor(
    private readonly failures: FailureLog,
    private readonly statuses: PluginStatuses,
  ) {}

  /**
   * Calls every subscriber of a hook. Each has its outcome when this returns, unless it gave back a thenable.
   *
   * @param occurredAt when the event was published, in milliseconds since the epoch; `undefined` for now
   */
  deliver(
    { hook, subscribers, isDeliveryWanted }: HookChannel,
    payload: unknown,
    id: string | undefined,
    occurredAt: number | undefined,
    tally: BroadcastTally | undefined,
  ): void {
    let delivery = isDeliveryWanted ? new LocalDelivery(hook.kind, hook.name, id, occurredAt) : undefined;
    // One loop with everything in it that nearly every delivery does: with ten subscribers each look-up and call in it counts.
    for (let index = 0; index < subscribers.length; index++) {
      const subscriber = subscribers[index] as Subscriber;
      if (subscriber.inFlight >= subscriber.maxInFlight) {
        this.shed(subscriber, tally);
        continue;
      }
      let returned: unknown;
      let isPending: boolean;
      try {
        const { holder, key } = subscriber;
        const listener = holder[key] as Listener;
        if (listener !== subscriber.payloadOnly) delivery ??= new LocalDelivery(hook.kind, hook.name, id, occurredAt);
        returned = listener.call(holder, payload, delivery as Delivery);
        isPending = returned !== undefined && this.isPending(returned);
      } catch (error) {
        this.fail(subscriber, error, tally);
        continue;
      }
      if (isPending) this.follow(returned as PromiseLike<unknown>, subscriber, tally);
      else this.succeed(subscriber, tally);
    }
  }

  /**
   * Counts what is in flight as failed and lets it go; how it ends later is ignored. The plugin's status stays as it is:
   * every deployment would change it.
   *
   * @param lastTurn the turn of the last delivery to let go
   * @param toError what to log for a subscriber and the number of its deliveries
   */
  abandon(lastTurn: number, toError: (subscriber: Subscriber, deliveries: number) => Error): void {
    for (const [subscriber, groups] of this.inFlight.bySubscriber(lastTurn)) {
      const deliveries = groups.reduce((sum, { count }) => sum + count, 0);
      const error = toError(subscriber, deliveries);
      this.failures.writeAnyway(subscriber, error);
      for (const group of groups) {
        group.isOver = true;
        while (group.count > 0) {
          subscriber.timedOut++;
          this.countFailure(subscriber, error, group.tally);
          this.inFlight.release(group);
        }
      }
    }
  }

  /** @throws whatever a getter of the value throws, and for a generator, which nobody would run */
  private isPending(returned: unknown): boolean {
    if (isThenable(returned)) return true;
    refuseGenerator(returned);
    return false;
  }

  private follow(returned: PromiseLike<unknown>, subscriber: Subscriber, tally: BroadcastTally | undefined): void {
    let group: PendingGroup | undefined;
    try {
      group = this.inFlight.groupFor(subscriber, tally);
      whenSettled(returned, group.onFulfilled, group.onRejected);
    } catch (error) {
      // The subscriber made it hard to follow, or there is no stack left to follow it with.
      this.fail(subscriber, error, tally);
      inAnyCase(() => this.forget(returned, group));
      return;
    }
    // It will call back, and so it is counted: without a call, for which there might be no stack left.
    group.count++;
    subscriber.inFlight++;
    if (tally !== undefined) tally.pending++;
  }

  private forget(returned: PromiseLike<unknown>, group: PendingGroup | undefined): void {
    if (group === undefined) takeRejection(returned);
    else this.inFlight.dropIfEmpty(group);
  }

  private fulfilled(group: PendingGroup): void {
    if (group.isOver) return;
    this.succeed(group.subscriber, group.tally);
    this.inFlight.release(group);
  }

  private rejected(group: PendingGroup, error: unknown): void {
    if (group.isOver) return;
    this.fail(group.subscriber, error, group.tally);
    this.inFlight.release(group);
  }

  private expired({ subscriber, tally }: PendingGroup): void {
    const { plugin, timeout } = subscriber;
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
