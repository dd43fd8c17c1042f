import { CountedContender, type Contender } from '../../../bench/speed/contenders/contender.js';
import { ID_LENGTH, REQUEST_EVENTS } from '../../../bench/speed/contenders/payloads.js';
import { heardBy, subscriberClass } from '../../../bench/speed/contenders/subscribers.js';
import { timeOf } from '../../../bench/speed/measure/time-of.js';

const [event] = REQUEST_EVENTS;

function contenderThatMakes(deliveries: (events: number) => number): Contender {
  let heard = 0;
  const publish = (events: number): undefined => {
    heard += deliveries(events);
  };
  return { name: 'a', subscribers: 2, publish, heard: () => heard };
}

it('has nothing against a contender that made every delivery', async () => {
  const counted = new CountedContender(contenderThatMakes((events) => 2 * events));
  await timeOf(counted, 3, 0);
  expect(counted.complaint()).toBeUndefined();
});

it.each([
  ['too few', (events: number) => 2 * events - 1, 'a (2 subscribers) made 5 of 6 deliveries'],
  ['too many', (events: number) => 2 * events + 1, 'a (2 subscribers) made 7 of 6 deliveries'],
])('complains of a contender that made %s', async (_, deliveries, complaint) => {
  const counted = new CountedContender(contenderThatMakes(deliveries));
  await timeOf(counted, 3, 0);
  expect(counted.complaint()).toBe(complaint);
});

it('waits for what a contender promises before it looks at the clock', async () => {
  let done = false;
  const publish = async (): Promise<void> => {
    // Longer than the turn that it waits for anyway.
    for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setImmediate(resolve));
    done = true;
  };
  await timeOf({ publish }, 1, 0);
  expect(done).toBe(true);
});

it.each(['sync', 'reads delivery', 'async'] as const)('a subscriber (%s) counts one delivery an event', (style) => {
  const subscriber = new (subscriberClass(style, 'on_a'))();
  if (event === undefined) throw new Error('there are no events');
  void subscriber.hear(event, { hook: 'on_a' });
  void subscriber.hear(event, { hook: 'on_a' });
  expect(heardBy([subscriber])).toBe(2);
});

it('every subscriber has code of its own', () => {
  const [one, other] = [subscriberClass('sync'), subscriberClass('sync')];
  expect(one.prototype.hear).not.toBe(other.prototype.hear);
  expect(one.name).not.toBe(other.name);
});

it('every event has an id of the length that subscribers add up', () => {
  expect(REQUEST_EVENTS.map(({ request_id }) => request_id.length)).toEqual(REQUEST_EVENTS.map(() => ID_LENGTH));
});
