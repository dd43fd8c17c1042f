import type { PendingGroup } from './pending-group.js';

/**
 * Groups of pending deliveries in the order in which they began. Any of them may be the next to be empty, and a subscriber
 * that hangs may leave thousands: as a chain each can be taken out at once, and holding one costs no more than itself.
 */
export class PendingQueue {
  private first: PendingGroup | undefined;
  private last: PendingGroup | undefined;

  /** The oldest one. */
  get head(): PendingGroup | undefined {
    return this.first;
  }

  /** Appends a group. */
  push(group: PendingGroup): void {
    group.previous = this.last;
    if (this.last) this.last.next = group;
    else this.first = group;
    this.last = group;
    group.isQueued = true;
  }

  /** Takes out a group that is in this queue. */
  remove(group: PendingGroup): void {
    const { previous, next } = group;
    if (previous) previous.next = next;
    else this.first = next;
    if (next) next.previous = previous;
    else this.last = previous;
    // What is taken out may live on for as long as its promises do, and must not keep the others alive.
    group.previous = undefined;
    group.next = undefined;
    group.isQueued = false;
  }

  /** The groups up to a turn, oldest first. None of them may be taken out meanwhile. */
  *upTo(lastTurn: number): Generator<PendingGroup, void> {
    for (let group = this.first; group && group.turn <= lastTurn; group = group.next) yield group;
  }
}
