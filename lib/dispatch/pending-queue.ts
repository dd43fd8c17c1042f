import type { PendingDelivery } from './pending-delivery.js';

/**
 * Pending deliveries in the order in which they began. Any of them may be the next to settle, and a subscriber that hangs
 * may leave thousands: as a chain each can be taken out at once, and holding one costs no more than itself.
 */
export class PendingQueue {
  private first: PendingDelivery | undefined;
  private last: PendingDelivery | undefined;

  /** The oldest one. */
  get head(): PendingDelivery | undefined {
    return this.first;
  }

  /** Appends a delivery. */
  push(delivery: PendingDelivery): void {
    delivery.previous = this.last;
    if (this.last) this.last.next = delivery;
    else this.first = delivery;
    this.last = delivery;
  }

  /** Takes out a delivery that is in this queue. */
  remove(delivery: PendingDelivery): void {
    const { previous, next } = delivery;
    if (previous) previous.next = next;
    else this.first = next;
    if (next) next.previous = previous;
    else this.last = previous;
    // What is taken out may live on for as long as its promise does, and must not keep the others alive.
    delivery.previous = undefined;
    delivery.next = undefined;
  }

  /** The deliveries up to a turn, oldest first. None of them may be taken out meanwhile. */
  *upTo(lastTurn: number): Generator<PendingDelivery, void> {
    for (let delivery = this.first; delivery && delivery.turn <= lastTurn; delivery = delivery.next) yield delivery;
  }
}
