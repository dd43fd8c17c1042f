import type { Listener } from '../../../lib/dispatch/subscriber.js';
import { elsewhere, openBus, subscriberOf } from '../support/dispatch-fixture.js';

const RETURNED_GENERATOR =
  'plugin=P error="it returned a generator, and nobody runs that: make the method async, without the *" kind=k hook=on_a';

const boom = (): never => {
  throw new Error('boom');
};

describe('a subscriber whose method is a generator', () => {
  it.each<[string, Listener]>([
    ['an async one', async function* () {}],
    ['a synchronous one', function* () {}],
    ['one of another realm', elsewhere<Listener>('async function* () {}')],
  ])('has failed, and is told why: nothing of it ran (%s)', async (_, tell) => {
    const subscriber = subscriberOf(tell);
    const bus = openBus([subscriber]);
    bus.notify();
    await bus.dispatcher.whenIdle();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
    expect(bus.log.lines).toEqual([RETURNED_GENERATOR]);
  });

  it.each<[string, Listener]>([
    ['a list', () => [1]],
    ['what can be iterated in the same way', () => ({ [Symbol.asyncIterator]: () => 0, next: () => 0 })],
    ['a promise of one: the method has run', async () => (async function* () {})()],
    ['what throws when it is asked anything', () => new Proxy({}, { has: boom })],
  ])('is not mistaken for one that returns %s', async (_, tell) => {
    const subscriber = subscriberOf(tell);
    const bus = openBus([subscriber]);
    bus.notify();
    await bus.dispatcher.whenIdle();
    expect(subscriber).toMatchObject({ delivered: 1, failed: 0 });
  });
});
