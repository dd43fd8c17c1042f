import { CoarseTimer } from './coarse-timer.js';
import type { PendingDelivery } from './pending-delivery.js';
import { PendingQueue } from './pending-queue.js';
import type { Subscriber } from './subscriber.js';

interface Waiter {
  readonly lastTurn: number;
  /** How many deliveries it still waits for. */
  left: number;
  readonly resolve: () => void;
}

/** The deliveries that have not settled, and how long they may take. */
export class InFlight {
  /** By the timeout of their subscribers: so each queue is in the order of expiry too, and only its head need be looked at. */
  private readonly queues = new Map<number, PendingQueue>();
  private readonly timer = new CoarseTimer((now) => this.expire(now));
  private waiters: Waiter[] = [];
  private turns = 0;

  /** @param onExpired counts a delivery that has taken longer than it may; must not throw */
  constructor(private readonly onExpired: (delivery: PendingDelivery) => void) {}

  /** The turn of the delivery that was held last. */
  get lastTurn(): number {
    return this.turns;
  }

  /** Holds a delivery until it is {@link remove removed}. */
  add(delivery: PendingDelivery): void {
    const { subscriber, tally } = delivery;
    const queue = this.queueOf(subscriber);
    if (subscriber.timeout > 0) {
      delivery.expiresAt = this.timer.after(subscriber.timeout);
      this.timer.run();
    }
    // First what could run out of stack, then what cannot: either all of it is done or nothing.
    tally?.began();
    queue.push(delivery);
    delivery.turn = ++this.turns;
    subscriber.inFlight++;
    for (const waiter of this.waiters) {
      if (delivery.turn <= waiter.lastTurn) waiter.left++;
    }
  }

  /** Lets a delivery go, after its outcome was counted. */
  remove(delivery: PendingDelivery): void {
    const { subscriber, tally, turn } = delivery;
    if (turn === 0) return;
    delivery.turn = 0;
    this.queueOf(subscriber).remove(delivery);
    subscriber.inFlight--;
    // Its promise may never settle and so keep it alive: not what the publisher waits for, too.
    delivery.tally = undefined;
    tally?.ended();
    let isSomebodyDone = false;
    for (const waiter of this.waiters) {
      if (turn <= waiter.lastTurn && --waiter.left === 0) isSomebodyDone = true;
    }
    if (isSomebodyDone) this.wake();
  }

  /** The deliveries up to a turn that are held now, by subscriber. */
  bySubscriber(lastTurn: number): Map<Subscriber, PendingDelivery[]> {
    const groups = new Map<Subscriber, PendingDelivery[]>();
    for (const delivery of this.upTo(lastTurn)) {
      const group = groups.get(delivery.subscriber);
      if (group) group.push(delivery);
      else groups.set(delivery.subscriber, [delivery]);
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
    let left = 0;
    for (const _ of this.upTo(lastTurn)) left++;
    if (left === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ lastTurn, left, resolve }));
  }

  private queueOf({ timeout }: Subscriber): PendingQueue {
    let queue = this.queues.get(timeout);
    if (queue === undefined) {
      queue = new PendingQueue();
      this.queues.set(timeout, queue);
    }
    return queue;
  }

  private *upTo(lastTurn: number): Generator<PendingDelivery, void> {
    for (const queue of this.queues.values()) yield* queue.upTo(lastTurn);
  }

  /** Returns whether any delivery is left that may expire. */
  private expire(now: number): boolean {
    for (const queue of this.expiring()) {
      for (let oldest = queue.head; oldest && oldest.expiresAt <= now; oldest = queue.head) {
        this.onExpired(oldest);
        this.remove(oldest);
      }
    }
    // Asked afterwards, of all: whoever is told of an expired delivery may publish.
    return this.expiring().some(({ head }) => head !== undefined);
  }

  /** The queues of the subscribers that have a timeout. */
  private expiring(): PendingQueue[] {
    return [...this.queues].filter(([timeout]) => timeout > 0).map(([, queue]) => queue);
  }

  private wake(): void {
    const done = this.waiters.filter(({ left }) => left === 0);
    this.waiters = this.waiters.filter(({ left }) => left > 0);
    for (const { resolve } of done) resolve();
  }
}
