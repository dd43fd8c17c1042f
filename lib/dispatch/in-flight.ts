import type { BroadcastTally } from './broadcast-result.js';
import { CoarseTimer } from './coarse-timer.js';
import type { WatchedDelivery } from './observation/watched-delivery.js';
import { PendingGroup, type PendingOutcomes } from './pending-group.js';
import { PendingQueue } from './pending-queue.js';
import type { Subscriber } from './subscriber.js';

interface Waiter {
  readonly lastTurn: number;
  readonly resolve: () => void;
}

/** The deliveries that have not settled, and how long they may take. */
export class InFlight {
  /** By the timeout of their subscribers: so each queue is in the order of expiry too, and only its head need be looked at. */
  private readonly queues = new Map<number, PendingQueue>();
  private readonly timer = new CoarseTimer((now) => this.expire(now));
  private waiters: Waiter[] = [];
  private turn = 1;

  /** @param outcomes told how deliveries end */
  constructor(private readonly outcomes: PendingOutcomes) {}

  /** Whatever begins from now on began later than what is in flight. Returns the turn that has ended. */
  endTurn(): number {
    return this.turn++;
  }

  /**
   * The group of a delivery that is about to begin. Whoever has it begin adds 1 to the group's `count` and the subscriber's
   * `inFlight`, and calls {@link release} when it has its outcome.
   *
   * @param tally when somebody awaits the broadcast
   * @param watched when somebody looks at the delivery
   */
  groupFor(subscriber: Subscriber, tally: BroadcastTally | undefined, watched?: WatchedDelivery): PendingGroup {
    const { timeout, openGroup } = subscriber;
    const expiresAt = timeout > 0 ? this.timer.after(timeout) : 0;
    if (timeout > 0) this.timer.run();
    const isOpen = openGroup?.expiresAt === expiresAt && openGroup.turn === this.turn && !openGroup.isOver;
    const isShared = tally === undefined && watched === undefined;
    if (isOpen && isShared) {
      if (!openGroup.isQueued) openGroup.queue.push(openGroup);
      return openGroup;
    }
    const queue = openGroup?.queue ?? this.queueOf(timeout);
    const group = new PendingGroup(subscriber, tally, watched, this.turn, expiresAt, queue, this.outcomes);
    queue.push(group);
    if (isShared) subscriber.openGroup = group;
    return group;
  }

  /** Lets one delivery of a group go, after its outcome was counted. */
  release(group: PendingGroup): void {
    const { subscriber, tally } = group;
    group.count--;
    subscriber.inFlight--;
    // Its promise may never settle and so keep the group alive: not what the publisher waits for, too.
    group.tally = undefined;
    group.watched = undefined;
    tally?.ended();
    this.dropIfEmpty(group);
    if (this.waiters.length > 0) this.wake();
  }

  /** Forgets a group in which nothing is pending. */
  dropIfEmpty(group: PendingGroup): void {
    if (group.count === 0 && group.isQueued) group.queue.remove(group);
  }

  /** The deliveries up to a turn that are held now, by subscriber. */
  bySubscriber(lastTurn: number): Map<Subscriber, PendingGroup[]> {
    const groups = new Map<Subscriber, PendingGroup[]>();
    for (const group of this.upTo(lastTurn)) {
      const others = groups.get(group.subscriber);
      if (others) others.push(group);
      else groups.set(group.subscriber, [group]);
    }
    return groups;
  }

  /** Whether a delivery up to a turn is held. */
  holdsUpTo(lastTurn: number): boolean {
    return !this.upTo(lastTurn).next().done;
  }

  /**
   * Settles once no delivery up to a turn is held.
   *
   * @param lastTurn `Infinity` for all, those that begin meanwhile included
   */
  whenGone(lastTurn: number): Promise<void> {
    if (!this.holdsUpTo(lastTurn)) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ lastTurn, resolve }));
  }

  private queueOf(timeout: number): PendingQueue {
    let queue = this.queues.get(timeout);
    if (queue === undefined) {
      queue = new PendingQueue();
      this.queues.set(timeout, queue);
    }
    return queue;
  }

  private *upTo(lastTurn: number): Generator<PendingGroup, void> {
    for (const queue of this.queues.values()) {
      for (const group of queue.upTo(lastTurn)) {
        if (group.count > 0) yield group;
      }
    }
  }

  /** Returns whether any delivery is left that may expire. */
  private expire(now: number): boolean {
    for (const queue of this.expiring()) {
      for (let oldest = queue.head; oldest && oldest.expiresAt <= now; oldest = queue.head) this.expireGroup(oldest);
    }
    // Asked afterwards, of all: whoever is told of an expired delivery may publish.
    return this.expiring().some(({ head }) => head !== undefined);
  }

  private expireGroup(group: PendingGroup): void {
    group.isOver = true;
    this.dropIfEmpty(group);
    while (group.count > 0) {
      this.outcomes.expired(group);
      this.release(group);
    }
  }

  /** The queues of the subscribers that have a timeout. */
  private expiring(): PendingQueue[] {
    return [...this.queues].filter(([timeout]) => timeout > 0).map(([, queue]) => queue);
  }

  private wake(): void {
    const done = this.waiters.filter(({ lastTurn }) => !this.holdsUpTo(lastTurn));
    if (done.length === 0) return;
    this.waiters = this.waiters.filter((waiter) => !done.includes(waiter));
    for (const { resolve } of done) resolve();
  }
}
