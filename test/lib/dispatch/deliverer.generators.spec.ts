import type { Subscriber } from '../../../lib/dispatch/subscriber.js';
import { elsewhere, openBus, subscriberOf } from '../support/dispatch-fixture.js';

const RETURNED_GENERATOR =
  'plugin=P error="it returned a generator, and nobody runs that: make the method async, without the *" kind=k hook=on_a';

describe('a subscriber whose method is a generator', () => {
  it.each<[string, Subscriber['tell']]>([
    ['an async one', async function* () {}],
    ['a synchronous one', function* () {}],
    ['one of another realm', elsewhere<Subscriber['tell']>('async function* () {}')],
    ['one behind a promise, as request-scoped plugins are', async () => (async function* () {})()],
    ['one that was compiled for a target without them', () => compiled()],
  ])('has failed, and is told why: nothing of it ran (%s)', async (_, tell) => {
    const subscriber = subscriberOf(tell);
    const bus = openBus([subscriber]);
    bus.notify();
    await bus.dispatcher.whenIdle();
    expect(subscriber).toMatchObject({ delivered: 0, failed: 1, inFlight: 0 });
    expect(bus.log.lines).toEqual([RETURNED_GENERATOR]);
  });

  it.each<[string, Subscriber['tell']]>([
    ['a list', () => [1]],
    ['a stream, which can be iterated as well', () => ({ [Symbol.asyncIterator]: () => compiled() })],
    ['an object with a method next', () => ({ next: () => 0 })],
  ])('is not mistaken for one that returns %s', (_, tell) => {
    const subscriber = subscriberOf(tell);
    openBus([subscriber]).notify();
    expect(subscriber).toMatchObject({ delivered: 1, failed: 0 });
  });
});

/** What TypeScript and swc make of an async generator below ES2018. */
function compiled(): object {
  const step = () => Promise.resolve({ done: true, value: undefined });
  return {
    next: step,
    throw: step,
    return: step,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
