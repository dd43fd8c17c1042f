import fc from 'fast-check';
import { inspect } from 'node:util';
import { framesOf, messageOf } from '../../../lib/errors/thrown-value.js';
import { elsewhere } from '../support/dispatch-fixture.js';

const boom = (): never => {
  throw new Error('boom');
};

describe('the message of a thrown value', () => {
  it.each([
    ['an Error', new Error('broken'), 'broken'],
    ['an Error of another realm', elsewhere('new Error("broken")'), 'broken'],
    ['a frozen Error', Object.freeze(new Error('broken')), 'broken'],
    ['an object with a message', { message: 'broken' }, 'broken'],
    ['a function with a message', Object.assign(() => 0, { message: 'broken' }), 'broken'],
    ['text', 'broken', 'broken'],
    ['empty text', '', ''],
    ['a number', 42, '42'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['a BigInt', 1n, '1n'],
    ['an object without a message', { code: 7 }, '{ code: 7 }'],
    ['an object whose message is no text', { message: 7 }, '{ message: 7 }'],
    ['an object of many levels: the first two', { a: { b: { c: 1 } } }, '{ a: { b: [Object] } }'],
    ['a frozen object', Object.freeze({ code: 7 }), '{ code: 7 }'],
    ['an Error without a message: its name', new RangeError(), 'RangeError'],
    ['an Error whose message getter throws: its name', withGetter(new TypeError('x'), 'message', boom), 'TypeError'],
    ['an Error without a message or a name: what it looks like', nameless(), /^Error/],
    ['an object with as many keys as are shown', keyed(50), /^\{ k0: 0, .* k49: 49 \}$/],
    ['an object with more keys', keyed(51), '[object Object], which holds too much to show'],
    ['an object that holds one with more keys', { body: keyed(51) }, '[object Object], which holds too much to show'],
    ['a list that holds one with more keys', [keyed(51)], '[object Array], which holds too much to show'],
    ['a map that holds one with more keys', new Map([['a', keyed(51)]]), '[object Map], which holds too much to show'],
    ['a set that holds one with more keys', new Set([keyed(51)]), '[object Set], which holds too much to show'],
    ['an object that holds one with more keys beside another', { a: 1, b: keyed(51) }, /too much to show$/],
    ['a list with more keys so deep that it is not shown', { a: [keyed(51)] }, '{ a: [ [Object] ] }'],
    ['a set with more keys so deep that they are not shown', new Set([{ a: keyed(51) }]), 'Set(1) { { a: [Object] } }'],
    ['an object with more symbols', symbols(51), '[object Object], which holds too much to show'],
    ['a small map', new Map([['a', { b: 1 }]]), "Map(1) { 'a' => { b: 1 } }"],
    [
      'a long list whose entry that is not shown has more keys',
      [...Array<number>(10).fill(0), keyed(51)],
      /1 more item/,
    ],
    ['what holds one with more keys so deep that it is not shown', { a: { b: keyed(51) } }, '{ a: { b: [Object] } }'],
    ['an object whose getter is not asked', withGetter({ code: 7 }, 'body', boom), '{ code: 7 }'],
    ['a function with more keys', Object.assign(() => 0, keyed(51)), '[object Function], which holds too much to show'],
    ['a long list', Array.from({ length: 51 }, () => 0), / more items\s+\]$/],
    ['a long list of bytes', new Uint8Array(51), /^Uint8Array\(51\) \[.* more items/s],
    ['an Error whose message is no text: its name', Object.assign(new TypeError(), { message: 5 }), 'TypeError'],
  ])('says what there is to say: %s', (_, thrown: unknown, message) => {
    expect(messageOf(thrown)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it.each([
    [
      'an Error whose message and name getters throw',
      withGetter(withGetter(new Error('x'), 'message', boom), 'name', boom),
    ],
    ['an object whose every trap throws', new Proxy({}, { get: boom, getPrototypeOf: boom, ownKeys: boom, has: boom })],
    ['a revoked proxy', revoked()],
    ['an object whose way of showing itself throws', { [inspect.custom]: boom }],
    ['an object without a prototype', Object.create(null)],
  ])('is text even of %s', (_, thrown: unknown) => {
    expect(messageOf(thrown)).toEqual(expect.stringMatching(/./));
  });

  it('is one of a bounded depth and number of entries, however large the value', () => {
    const thrown = { list: Array.from({ length: 100_000 }, (_, index) => index), text: 'x'.repeat(1_000_000) };
    expect(messageOf(thrown).length).toBeLessThan(4096);
  });

  it('is text whatever was thrown', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (thrown) => {
          expect(typeof messageOf(thrown)).toBe('string');
          expect(Array.isArray(framesOf(thrown))).toBe(true);
        },
      ),
    );
  });
});

describe('the frames of a thrown value', () => {
  it('are the lines of its stack that say where, without those of its message', () => {
    const error = new Error('first\nsecond');
    error.stack = 'Error: first\nsecond\n    at one (a.ts:1:2)\n    at two (b.ts:3:4)';
    expect(framesOf(error)).toEqual(['    at one (a.ts:1:2)', '    at two (b.ts:3:4)']);
  });

  it('do not include a line of the message that speaks of a place', () => {
    const error = new Error('look\nwho is at home');
    expect(framesOf(error).some((frame) => frame.includes('home'))).toBe(false);
  });

  it('are those of a real Error', () => {
    const frames = framesOf(new Error('x'));
    expect(frames.length).toBeGreaterThan(0);
    expect(frames[0]).toContain('thrown-value.spec');
  });

  it.each([
    ['an Error whose stack getter throws', withGetter(new Error('x'), 'stack', boom)],
    ['an Error whose stack is no text', Object.assign(new Error('x'), { stack: 5 })],
    ['an Error without a stack', Object.assign(new Error('x'), { stack: undefined })],
    ['a revoked proxy', revoked()],
    ['text', 'Error\n    at x (a.ts:1:2)'],
    ['null', null],
    ['undefined', undefined],
    ['a symbol', Symbol('s')],
  ])('are none for %s', (_, thrown: unknown) => {
    expect(framesOf(thrown)).toEqual([]);
  });

  it('are 50 at most', () => {
    const stack = `Error: x\n${'    at f (a.ts:1:2)\n'.repeat(500)}`;
    expect(framesOf({ stack })).toHaveLength(50);
  });

  it('are looked for in the first 65,536 characters only', () => {
    expect(framesOf({ stack: `Error: ${'x'.repeat(5_000_000)}\n    at f (a.ts:1:2)` })).toEqual([]);
    expect(framesOf({ stack: `Error: ${'x'.repeat(60_000)}\n    at f (a.ts:1:2)` })).toEqual(['    at f (a.ts:1:2)']);
  });
});

function withGetter<T extends object>(target: T, key: string, get: () => unknown): T {
  return Object.defineProperty(target, key, { get, configurable: true });
}

function nameless(): Error {
  return Object.assign(new Error(''), { name: '' });
}

function keyed(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
}

function symbols(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [Symbol(index), index]));
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
