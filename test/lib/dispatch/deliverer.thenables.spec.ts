// oxlint-disable unicorn/no-thenable -- thenables are what subscribers return here
import {
  afterEverythingDue,
  delivererOf,
  deliverTo,
  elsewhere,
  RecordedLog,
  subscriberOf,
} from '../support/dispatch-fixture.js';

type Callback = (value?: unknown) => void;

const boom = (): never => {
  throw new Error('boom');
};

describe('a thenable that a subscriber returns counts once, as delivered', () => {
  it.each<[string, () => unknown]>([
    ['a promise', () => Promise.resolve(1)],
    ['a promise of another realm', () => elsewhere('Promise.resolve(1)')],
    ['a thenable of another realm', () => elsewhere('{ then(done) { done(); } }')],
    ['an object that calls back at once', () => ({ then: (done: Callback) => done() })],
    ['an object that calls back later', () => ({ then: (done: Callback) => void setImmediate(done) })],
    ['a function with a then', () => Object.assign(() => 0, { then: (done: Callback) => done() })],
    [
      'a class with a then',
      () =>
        new (class {
          then(done: Callback): void {
            done();
          }
        })(),
    ],
    ['one that calls back twice', () => ({ then: (done: Callback) => [done(), done()] })],
    ['one that calls back both ways', () => ({ then: (done: Callback, fail: Callback) => [done(), fail('no')] })],
    ['one that throws after it called back', () => ({ then: (done: Callback) => [done(), boom()] })],
    [
      'one that gives another thenable',
      () => ({ then: (done: Callback) => done({ then: (next: Callback) => next() }) }),
    ],
    ['a promise whose own then throws', () => Object.assign(Promise.resolve(), { then: boom })],
    ['a promise whose own then calls back twice', () => withThen(Promise.resolve(), (done) => [done(), done()])],
    ['a promise whose own then does nothing', () => withThen(Promise.resolve(), () => undefined)],
    ['a promise that lies about its constructor', () => Object.assign(Promise.resolve(), { constructor: Object })],
  ])('%s', async (_, make) => {
    expect(await outcomeOf(make)).toEqual({ delivered: 1, failed: 0, inFlight: 0, lines: [] });
  });
});

describe('a thenable that a subscriber returns counts once, as failed', () => {
  it.each<[string, () => unknown, string?]>([
    ['a promise that rejects', () => Promise.reject(new Error('boom'))],
    ['a promise of another realm that rejects', () => elsewhere('Promise.reject(new Error("boom"))')],
    ['an object whose then throws', () => ({ then: boom })],
    [
      'an object whose then calls the second callback twice',
      () => ({ then: (_: Callback, no: Callback) => [no(new Error('boom')), no()] }),
    ],
    [
      'an object whose then calls both, the second first',
      () => ({ then: (done: Callback, no: Callback) => [no(new Error('boom')), done()] }),
    ],
    [
      'a function whose then calls the second callback',
      () => Object.assign(() => 0, { then: (_: Callback, no: Callback) => no(new Error('boom')) }),
    ],
    ['a getter of then that throws', () => Object.defineProperty({}, 'then', { get: boom })],
    ['a getter of then that throws the second time', () => getterThatThrowsAt(2)],
    ['a proxy that throws', () => new Proxy({}, { get: boom })],
    ['a rejected promise whose own then throws', () => withThen(Promise.reject(new Error('boom')), boom)],
    [
      'a rejected promise whose own then does nothing',
      () => withThen(Promise.reject(new Error('boom')), () => undefined),
    ],
    [
      'a rejected promise that lies about its constructor',
      () => Object.assign(Promise.reject(new Error('boom')), { constructor: Object }),
    ],
  ])('%s', async (_, make) => {
    expect(await outcomeOf(make)).toEqual({
      delivered: 0,
      failed: 1,
      inFlight: 0,
      lines: ['plugin=P error=boom kind=k hook=on_a'],
    });
  });
});

// Node ends the process for a rejection that nobody handles; Jest fails the test in which there is one.
describe('a rejected promise that a subscriber made hard to follow counts once and leaves no rejection unhandled', () => {
  it.each<[string, () => unknown]>([
    ['its constructor getter throws', () => withConstructor(Promise.reject(new Error('boom')), boom)],
    [
      'its constructor getter throws the second time',
      () => withConstructor(Promise.reject(new Error('boom')), throwsAt(2)),
    ],
    [
      'its class has a then that throws',
      () =>
        class extends Promise<void> {
          override then = boom;
        }.reject(new Error('boom')),
    ],
    [
      'its class has a species that throws',
      () =>
        class extends Promise<void> {
          static override get [Symbol.species](): never {
            return boom();
          }
        }.reject(new Error('boom')),
    ],
    ['its then getter throws', () => Object.defineProperty(Promise.reject(new Error('boom')), 'then', { get: boom })],
    [
      'another realm made it, with a then that throws',
      () => withThen(elsewhere('Promise.reject(new Error("boom"))'), boom),
    ],
  ])('%s', async (_, make) => {
    expect(await outcomeOf(make)).toMatchObject({ delivered: 0, failed: 1, inFlight: 0, lines: [expect.any(String)] });
  });
});

describe('a rejected promise whose then was taken away', () => {
  it('counts once and leaves no rejection unhandled', async () => {
    const mute = (): object => Object.assign(Promise.reject(new Error('boom')), { then: undefined });
    const { delivered, failed, inFlight } = await outcomeOf(mute);
    expect([delivered + failed, inFlight]).toEqual([1, 0]);
  });
});

describe('a promise that the language has no way to follow', () => {
  it('counts once and is not held in flight', async () => {
    const sealed = (): object => Object.defineProperty(Promise.resolve(), 'constructor', { get: boom });
    const { delivered, failed, inFlight } = await outcomeOf(sealed);
    expect([delivered + failed, inFlight]).toEqual([1, 0]);
  });
});

interface Outcome {
  readonly delivered: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly lines: readonly string[];
}

async function outcomeOf(make: () => unknown): Promise<Outcome> {
  const log = new RecordedLog();
  const deliverer = delivererOf(log);
  const subscriber = subscriberOf(make);
  deliverTo(deliverer, subscriber, {});
  await afterEverythingDue();
  const { delivered, failed, inFlight } = subscriber;
  return { delivered, failed, inFlight, lines: log.lines };
}

function withThen(promise: object, then: (done: Callback, fail: Callback) => unknown): object {
  return Object.assign(promise, { then });
}

function withConstructor(promise: object, get: () => unknown): object {
  // Once it cannot be configured either, the language has no way left to follow such a promise.
  return Object.defineProperty(promise, 'constructor', { get, configurable: true });
}

function throwsAt(nth: number): () => unknown {
  let reads = 0;
  return () => (++reads >= nth ? boom() : Promise);
}

function getterThatThrowsAt(nth: number): object {
  let reads = 0;
  return Object.defineProperty({}, 'then', { get: () => (++reads >= nth ? boom() : (done: Callback) => done()) });
}
