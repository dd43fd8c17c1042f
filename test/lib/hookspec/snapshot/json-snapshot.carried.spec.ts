import fc from 'fast-check';
import { jsonSnapshot } from '../../../../lib/hookspec/snapshot/json-snapshot.js';
import { elsewhere } from '../../support/dispatch-fixture.js';

describe('the snapshot of a payload', () => {
  it('equals what JSON carries, keys in their order', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const copy = jsonSnapshot(value);
        expect(copy).toStrictEqual(throughJson(value));
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
      }),
    );
  });

  it('is deeply frozen and shares no object with the payload', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const originals = new Set(objectsIn(value));
        for (const object of objectsIn(jsonSnapshot(value))) {
          expect(Object.isFrozen(object)).toBe(true);
          expect(originals.has(object)).toBe(false);
        }
      }),
    );
  });

  it('shares no object with what a toJSON hands out', () => {
    const inner = { list: [1] };
    const copy = jsonSnapshot({ a: { toJSON: () => inner } }) as { a: { list: unknown } };
    expect(copy.a).toStrictEqual(inner);
    expect(copy.a).not.toBe(inner);
    expect(copy.a.list).not.toBe(inner.list);
  });

  it.each([
    ['a negative zero, as 0', { n: -0, list: [-0] }],
    ['the largest and the smallest number', [Number.MAX_VALUE, Number.MIN_VALUE, -Number.MAX_SAFE_INTEGER]],
    ['null', null],
    ['a lone surrogate', '\ud800'],
    ['an empty list and an empty object', [[], {}]],
    ['a Date, as its ISO text', { at: new Date(0) }],
    ['an invalid Date, as null', { at: new Date(Number.NaN) }],
    ['a Buffer, as its toJSON says', { bytes: Buffer.from('ab') }],
    ['a URL, as its toJSON says', { url: new URL('http://host/path') }],
    ['boxed primitives', [Object(1), Object('text'), Object(false)]],
    ['a boxed number with a valueOf of its own', Object.assign(Object(1) as object, { valueOf: () => 2 })],
    ['a boxed text with a toString of its own', Object.assign(Object('a') as object, { toString: () => 'b' })],
    ['a boxed boolean with a valueOf of its own', Object.assign(Object(true) as object, { valueOf: () => false })],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['an object of another realm', elsewhere('{ a: [1, { b: new Date(0) }], c: new Number(3) }')],
    ['a subclass of Array, as a list', Object.assign(new (class extends Array {})(), { 0: 'a', length: 1 })],
    ['a list, without what else it was given', Object.assign([1, 2], { extra: true })],
    ['the arguments of a call', argumentsOf('a', 'b')],
    ['an object that only says it is a Map', { [Symbol.toStringTag]: 'Map', a: 1 }],
    ['an object of the platform that was given a key', Object.assign(new URLSearchParams('a=1'), { key: 1 })],
    ['a proxy of an object and of a list', { record: new Proxy({ a: 1 }, {}), list: new Proxy([1, 2], {}) }],
  ])('carries %s', (_, payload: unknown) => {
    expect(jsonSnapshot(payload)).toStrictEqual(throughJson(payload));
  });

  it('carries a class instance as its data', () => {
    class Order {
      readonly #secret = 1;
      readonly id = 'o1';
      get total(): number {
        return this.#secret;
      }
    }
    expect(jsonSnapshot(new Order())).toStrictEqual({ id: 'o1' });
  });

  it.each<[string, () => object]>([
    [
      'a getter',
      () =>
        new (class {
          get [Symbol.toStringTag](): string {
            return 'Money';
          }
        })(),
    ],
    [
      'a field',
      () =>
        new (class {
          [Symbol.toStringTag] = 'Money';
        })(),
    ],
  ])('carries an instance of a class that names itself by a toStringTag: %s', (_, make) => {
    expect(jsonSnapshot(make())).toStrictEqual({});
    expect(jsonSnapshot(Object.assign(make(), { cents: 5 }))).toStrictEqual({ cents: 5 });
  });

  it('leaves out keys whose value is undefined', () => {
    const copy = jsonSnapshot({ a: undefined, b: { c: undefined, d: 1 } });
    expect(copy).toStrictEqual({ b: { d: 1 } });
  });

  it('leaves out symbol keys, properties that are not enumerable and inherited ones', () => {
    const payload = Object.create({ inherited: 1 }) as object;
    Object.defineProperty(payload, 'hidden', { value: 1 });
    Object.assign(payload, { [Symbol('s')]: 1, seen: 1 });
    expect(jsonSnapshot(payload)).toStrictEqual({ seen: 1 });
  });

  it('carries one object in two places', () => {
    const shared = { a: 1 };
    expect(jsonSnapshot({ x: shared, y: [shared, shared] })).toStrictEqual({ x: { a: 1 }, y: [{ a: 1 }, { a: 1 }] });
  });

  it('keeps a key called __proto__ as a key and gives nothing another prototype', () => {
    const copy = jsonSnapshot(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'));
    expect(Object.keys(copy as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(copy, '__proto__')?.value).toStrictEqual({ polluted: 1 });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('freezes what stands under a key called __proto__', () => {
    const copy = jsonSnapshot(JSON.parse('{"__proto__":{"a":1}}'));
    expect(Object.isFrozen(Object.getOwnPropertyDescriptor(copy, '__proto__')?.value)).toBe(true);
  });

  it('carries a key that Object.prototype has and does not let anybody write', () => {
    Object.defineProperty(Object.prototype, 'pinned', { value: 'theirs', configurable: true });
    try {
      expect(JSON.stringify(jsonSnapshot({ pinned: 'mine' }))).toBe('{"pinned":"mine"}');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'pinned');
    }
  });

  it('reads a getter once, so that subscribers see what was validated', () => {
    let reads = 0;
    const payload = {
      get amount(): number {
        return ++reads;
      },
    };
    const copy = jsonSnapshot(payload) as { amount: number };
    expect([copy.amount, copy.amount, reads]).toEqual([1, 1, 1]);
  });

  it('takes a list at the length it had when it was come to', () => {
    const list: unknown[] = [];
    // Bounded, so that a copy which never comes to its end fails instead of filling the memory.
    list.push({ toJSON: () => (list.length < 50 ? list.push('more') : 0) });
    expect(jsonSnapshot(list)).toHaveLength(1);
  });
});

describe('a toJSON in a payload', () => {
  it('is asked whether it is its own, inherited or from a function', () => {
    class Temperature {
      toJSON(): string {
        return '20C';
      }
    }
    const payload = {
      own: { toJSON: () => 1 },
      inherited: new Temperature(),
      fn: Object.assign(() => 0, { toJSON: () => 2 }),
    };
    expect(jsonSnapshot(payload)).toStrictEqual({ own: 1, inherited: '20C', fn: 2 });
  });

  it('gets its key as text and its object as this', () => {
    const seen: unknown[] = [];
    const payload = {
      toJSON(key: unknown): unknown {
        seen.push(key, this === payload);
        return {
          a: { toJSON: (inner: unknown) => seen.push(inner) },
          list: [{ toJSON: (at: unknown) => seen.push(at) }],
        };
      },
    };
    jsonSnapshot(payload);
    expect(seen).toEqual(['', true, 'a', '0']);
  });

  it('that returns undefined leaves its key out', () => {
    expect(jsonSnapshot({ gone: { toJSON: () => undefined }, here: 1 })).toStrictEqual({ here: 1 });
  });

  it('is not asked again of what it returned', () => {
    class Again {
      readonly a = 1;
      toJSON(): string {
        return 'asked twice';
      }
    }
    expect(jsonSnapshot({ v: { toJSON: () => new Again() } })).toStrictEqual({ v: { a: 1 } });
  });

  it('is asked of what lies in what another one returned', () => {
    const payload = { v: { toJSON: () => ({ deeper: { toJSON: () => 'asked' } }) } };
    expect(jsonSnapshot(payload)).toStrictEqual({ v: { deeper: 'asked' } });
  });

  it('that is no function is a key like any other', () => {
    expect(jsonSnapshot({ toJSON: 'text' })).toStrictEqual({ toJSON: 'text' });
  });

  it('gives the whole payload when it is the payload itself that has one', () => {
    expect(jsonSnapshot({ toJSON: () => 'all of it' })).toBe('all of it');
  });

  it('makes a Map, a Set and an Error carriable', () => {
    const payload = [new Map(), new Set(), new Error('x')].map((value) =>
      Object.assign(value, { toJSON: () => 'mine' }),
    );
    expect(jsonSnapshot(payload)).toStrictEqual(['mine', 'mine', 'mine']);
  });
});

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

function argumentsOf(...given: unknown[]): unknown {
  const own = function (): IArguments {
    return arguments;
  };
  return Reflect.apply(own, undefined, given);
}
