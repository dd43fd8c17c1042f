import type { BroadcastTally } from './broadcast-result.js';
import type { Subscriber } from './subscriber.js';

/** A delivery whose subscriber has returned something that settles later. */
export class PendingDelivery {
  /** Its place in the order of all pending deliveries; set when it is held. */
  turn = 0;
  /** Whether its outcome was counted; whatever it does after that is ignored. */
  isSettled = false;

  /**
   * @param subscriber who was told
   * @param tally counts the outcome, when somebody awaits the broadcast
   */
  constructor(
    readonly subscriber: Subscriber,
    readonly tally: BroadcastTally | undefined,
  ) {}
}

interface Waiter {
  readonly lastTurn: number;
  /** How many deliveries it still waits for. */
  left: number;
  readonly resolve: () => void;
}

/** The deliveries that have not settled, oldest first. */
export class InFlight {
  private readonly pending = new Set<PendingDelivery>();
  private waiters: Waiter[] = [];
  private turns = 0;

  /** The turn of the delivery that was held last. */
  get lastTurn(): number {
    return this.turns;
  }

  /** Holds a delivery until it is {@link remove removed}. */
  add(delivery: PendingDelivery): void {
    delivery.turn = ++this.turns;
    // First what could run out of stack, then what cannot: either all of it is done or nothing.
    delivery.tally?.began();
    this.pending.add(delivery);
    delivery.subscriber.inFlight++;
    for (const waiter of this.waiters) {
      if (delivery.turn <= waiter.lastTurn) waiter.left++;
    }
  }

  /** Lets a delivery go, after its outcome was counted. */
  remove(delivery: PendingDelivery): void {
    if (!this.pending.delete(delivery)) return;
    delivery.subscriber.inFlight--;
    delivery.tally?.ended();
    let isSomebodyDone = false;
    for (const waiter of this.waiters) {
      if (delivery.turn <= waiter.lastTurn && --waiter.left === 0) isSomebodyDone = true;
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
    const left = [...this.upTo(lastTurn)].length;
    if (left === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ lastTurn, left, resolve }));
  }

  private *upTo(lastTurn: number): Generator<PendingDelivery, void> {
    for (const delivery of this.pending) {
      if (delivery.turn > lastTurn) return;
      yield delivery;
    }
  }

  private wake(): void {
    const done = this.waiters.filter(({ left }) => left === 0);
    this.waiters = this.waiters.filter(({ left }) => left > 0);
    for (const { resolve } of done) resolve();
  }
}
