import fc from 'fast-check';
import { PendingGroup } from '../../../lib/dispatch/pending-group.js';
import { PendingQueue } from '../../../lib/dispatch/pending-queue.js';
import { NO_OUTCOMES, subscriberOf } from '../support/dispatch-fixture.js';

const subscriber = subscriberOf(() => undefined);

function queueOf(length: number): { queue: PendingQueue; deliveries: PendingGroup[] } {
  const queue = new PendingQueue();
  const deliveries = Array.from({ length }, (_, index) => {
    const delivery = new PendingGroup(subscriber, undefined, undefined, index + 1, 0, queue, NO_OUTCOMES);
    queue.push(delivery);
    return delivery;
  });
  return { queue, deliveries };
}

describe('a queue of groups of pending deliveries', () => {
  it('is empty at first', () => {
    const { queue } = queueOf(0);
    expect(queue.head).toBeUndefined();
    expect([...queue.upTo(Infinity)]).toEqual([]);
  });

  it('keeps the order in which they began, whichever are taken out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.nat()), (length, picks) => {
        const { queue, deliveries } = queueOf(length);
        const left = [...deliveries];
        for (const pick of picks.slice(0, length)) {
          const [taken] = left.splice(pick % left.length, 1);
          if (taken) queue.remove(taken);
          expect([...queue.upTo(Infinity)]).toEqual(left);
          expect(queue.head).toBe(left[0]);
        }
        const late = new PendingGroup(subscriber, undefined, undefined, length + 1, 0, queue, NO_OUTCOMES);
        queue.push(late);
        expect([...queue.upTo(Infinity)].at(-1)).toBe(late);
        expect([...queue.upTo(Infinity)]).toHaveLength(left.length + 1);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('tells those up to a turn', () => {
    const { queue, deliveries } = queueOf(3);
    expect([...queue.upTo(2)]).toEqual(deliveries.slice(0, 2));
  });

  it('lets go of what is taken out, which then holds no other', () => {
    const { queue, deliveries } = queueOf(3);
    const [, middle] = deliveries;
    if (middle) queue.remove(middle);
    expect(middle).toMatchObject({ previous: undefined, next: undefined, isQueued: false });
  });
});
