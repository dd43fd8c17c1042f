import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { jsonSnapshot } from '../../../../lib/hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../../../../lib/hookspec/snapshot/lossy-value.js';
import type { PayloadShape, RecordShape } from '../../../../lib/hookspec/snapshot/payload-shape.js';
import { compileSnapshot, type PayloadSnapshot } from '../../../../lib/hookspec/snapshot/payload-snapshot.js';
import { elsewhere } from '../../support/dispatch-fixture.js';

const TEXT = { is: 'string' } as const;
const NUMBER = { is: 'number' } as const;
const FLAG = { is: 'boolean' } as const;

function record(properties: Record<string, PayloadShape>): RecordShape {
  return { is: 'record', properties: new Map(Object.entries(properties)) };
}

const USER = record({ name: TEXT, age: NUMBER });
const SHAPE = record({
  id: TEXT,
  count: NUMBER,
  isGood: FLAG,
  any: undefined,
  user: USER,
  tags: { is: 'list', item: TEXT },
  users: { is: 'list', item: USER },
  counts: { is: 'list', item: NUMBER },
  things: { is: 'list', item: undefined },
});

const snapshot = compileSnapshot(SHAPE);

/** What a copy, or the refusal of one, comes to: so that two can be compared to the last key. */
function described(copy: unknown): unknown {
  if (copy instanceof LossyValue) return { path: copy.path, reason: copy.reason };
  return { json: JSON.stringify(copy), value: copy };
}

function expectTheSame(make: () => unknown, compiled: PayloadSnapshot = snapshot): void {
  expect(described(compiled(make()))).toStrictEqual(described(jsonSnapshot(make())));
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

/** A payload that looks as the shape says. A `structuredClone` would be of another realm here, and not look so. */
function whole() {
  return {
    id: 'x',
    count: 1,
    isGood: true,
    any: { a: [null] },
    user: { name: 'n', age: 2 },
    tags: ['a', 'b'],
    users: [{ name: 'n', age: 3 }],
    counts: [1, -0],
    things: [1, 'x', {}],
  };
}

describe('the copy that is made with the help of a schema', () => {
  it('is that of JSON, deeply frozen, and shares nothing with the payload', () => {
    const payload = whole();
    const copy = snapshot(payload) as typeof payload;
    expect(copy).toStrictEqual({ ...whole(), counts: [1, 0] });
    expect(Object.is(copy.counts[1], 0)).toBe(true);
    expect(isDeeplyFrozen(copy)).toBe(true);
    for (const key of ['any', 'user', 'tags', 'users'] as const) expect(copy[key]).not.toBe(payload[key]);
    expect(copy.users[0]).not.toBe(payload.users[0]);
  });

  it('is a plain object', () => {
    const copy = snapshot({ id: 'x', user: { name: 'n' } }) as { user: object };
    expect(copy).toStrictEqual({ id: 'x', user: { name: 'n' } });
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(copy.user)).toBe(Object.prototype);
  });

  it('has the keys in the order of the payload, whatever that of the schema is', () => {
    const payload = { zzz: 1, users: [{ age: 1, name: 'x' }], id: 'x', more: 2, count: 3 };
    expect(JSON.stringify(snapshot(payload))).toBe(JSON.stringify(payload));
  });

  it('reads a getter once, so that subscribers see what was validated', () => {
    let reads = 0;
    const getter = { enumerable: true, get: () => `read ${++reads}` };
    const payload = Object.defineProperties({}, { id: getter, unknown: getter });
    expect(snapshot(payload)).toEqual({ id: 'read 1', unknown: 'read 2' });
  });

  it.each<[string, () => unknown]>([
    ['a key whose value is undefined', () => ({ id: undefined, count: 1, gone: undefined })],
    ['null everywhere', () => ({ id: null, count: null, user: null, tags: null, users: [null], any: null })],
    ['values of other types', () => ({ id: 1, count: 'x', isGood: 'y', user: [1], tags: { a: 1 }, users: [[]] })],
    ['keys that nobody knows', () => ({ id: 'x', é: 1, '': 2, 'a b': 3, '0': 4, '01': 5 })],
    ['keys that all objects have', () => JSON.parse('{"id":"x","__proto__":{"a":1},"constructor":1,"toString":2}')],
    ['an object without a prototype', () => Object.assign(Object.create(null), { id: 'x', user: { name: 'y' } })],
    ['an object of another realm', () => elsewhere('{ id: "x", tags: ["a"], user: { name: "n" } }')],
    ['an instance of a class', () => Object.assign(new (class A {})(), { id: 'x', user: new (class B {})() })],
    ['a toJSON at the top', () => ({ toJSON: () => ({ id: 'x' }) })],
    ['a toJSON that is asked for its key', () => ({ user: { toJSON: (key: string) => `user is ${key}` } })],
    ['a toJSON in a list', () => ({ users: [{ toJSON: (key: string) => `item ${key}` }], tags: [new Date(0)] })],
    ['a toJSON that gives undefined', () => ({ id: 'x', user: { toJSON: () => undefined } })],
    ['a toJSON of a list', () => ({ tags: Object.assign(['a'], { toJSON: () => 'listed' }) })],
    ['a list with the prototype of objects', () => Object.setPrototypeOf(['a'], Object.prototype)],
    ['a text with the prototype of objects', () => Object.setPrototypeOf(new String('ab'), Object.prototype)],
    ['boxed values', () => ({ id: new String('x'), count: new Number(1), isGood: new Boolean(false) })],
    [
      'symbol keys and properties that are not listed',
      () => Object.defineProperty({ id: 'x', [Symbol('s')]: 1 }, 'count', { value: 1, enumerable: false }),
    ],
    [
      'one object in two places',
      () => {
        const user = { name: 'n' };
        return { user, users: [user, user], any: user };
      },
    ],
    ['an empty object', () => ({})],
    ['empty ones inside', () => ({ user: {}, tags: [], users: [{}] })],
    ['a proxy', () => new Proxy({ id: 'x', user: new Proxy({ name: 'n' }, {}) }, {})],
    ['no object', () => 'text'],
    ['a list', () => [1]],
  ])('is what it is without one: %s', (_, make) => expectTheSame(make));

  it.each<[string, () => unknown]>([
    ['undefined', () => undefined],
    ['a function', () => ({ id: () => 1 })],
    ['a symbol in a list', () => ({ tags: ['a', Symbol('s')] })],
    ['a BigInt', () => ({ count: 1n })],
    ['NaN', () => ({ user: { name: 'n', age: NaN } })],
    ['Infinity in a list', () => ({ counts: [1, Infinity] })],
    ['undefined in a list of texts', () => ({ tags: ['a', undefined] })],
    ['undefined in a list of objects', () => ({ users: [{ name: 'n' }, undefined] })],
    ['undefined in a list of anything', () => ({ things: [undefined] })],
    ['a hole in a list', () => ({ counts: [1, , 2] })], // oxlint-disable-line no-sparse-arrays
    ['a toJSON in a list that gives undefined', () => ({ users: [{ toJSON: () => undefined }] })],
    ['a built-in with keys', () => ({ user: Object.assign(new Map(), { name: 'n' }) })],
    ['a built-in without keys', () => ({ user: new Set([1]) })],
    ['a built-in with the prototype of objects', () => ({ user: Object.setPrototypeOf(new Map(), Object.prototype) })],
    ['a promise', () => Promise.resolve(1)],
    ['a key that JSON pointers escape', () => ({ 'a/b~c': 1n })],
    [
      'an object that holds itself',
      () => {
        const payload: Record<string, unknown> = { id: 'x' };
        return Object.assign(payload, { user: payload });
      },
    ],
    [
      'a list that holds itself',
      () => {
        const users: unknown[] = [];
        users.push({ name: 'n', friends: users });
        return { users };
      },
    ],
    ['a getter that throws', () => ({ user: Object.defineProperty({}, 'name', { enumerable: true, get: boom }) })],
    ['a toJSON that throws', () => ({ users: [{ toJSON: boom }] })],
    ['a proxy that throws at every step', () => ({ user: new Proxy({ name: 'n' }, { ownKeys: boom }) })],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return { user: proxy };
      },
    ],
  ])('is refused with the same path and reason: %s', (_, make) => {
    expect(snapshot(make())).toBeInstanceOf(LossyValue);
    expectTheSame(make);
  });

  it('has none of what somebody added to all objects meanwhile', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    try {
      prototype['id'] = 'everywhere';
      expect(snapshot({ count: 1, user: { name: 'n' } })).toEqual({ count: 1, user: { name: 'n' } });
      expect(Object.hasOwn(snapshot({ count: 1 }) as object, 'id')).toBe(false);
    } finally {
      delete prototype['id'];
    }
  });

  it('follows a shape that holds itself, however deep the payload goes', () => {
    const properties = new Map<string, PayloadShape>([['n', NUMBER]]);
    const tree: RecordShape = { is: 'record', properties };
    properties.set('next', tree).set('children', { is: 'list', item: tree });
    const compiled = compileSnapshot(tree);
    expectTheSame(() => ({ n: 1, next: { n: 2, next: { n: 3 } }, children: [{ children: [] }] }), compiled);
    expectTheSame(() => {
      let deep: Record<string, unknown> = {};
      for (let level = 0; level < 300; level++) deep = { next: deep };
      return deep;
    }, compiled);
    let endless: Record<string, unknown> = {};
    for (let level = 0; level < 100_000; level++) endless = { next: endless };
    expect(compiled(endless)).toBeInstanceOf(LossyValue);
  });

  it('takes names that would be code, and more names and objects than it knows by heart', () => {
    const odd = ["a'b", 'a"b', 'a\\b', 'a\nb', '\u2028', '${x}', '*/', '`', '\ud800'];
    const many = Array.from({ length: 100 }, (_, index) => `key${index}`);
    const nested = (depth: number): RecordShape =>
      record(depth === 0 ? { end: TEXT } : { [`in${depth}`]: nested(depth - 1) });
    const compiled = compileSnapshot(
      record({ ...Object.fromEntries([...odd, ...many].map((key) => [key, NUMBER])), deep: nested(80) }),
    );
    // Code that cannot be read would not be made, and nobody would see it but by the time that copying takes.
    expect(compiled).not.toBe(jsonSnapshot);
    let deep: object = { end: 'x' };
    for (let level = 1; level <= 80; level++) deep = { [`in${level}`]: deep };
    const payload = { ...Object.fromEntries([...many, ...odd].map((key, index) => [key, index])), deep };
    expectTheSame(() => payload, compiled);
    expect(isDeeplyFrozen(compiled(payload))).toBe(true);
  });

  it.each<[string, PayloadShape]>([
    ['nothing', undefined],
    ['a text', TEXT],
    ['an object without known keys', record({})],
  ])('is made as ever where the schema says %s', (_, shape) => {
    expect(compileSnapshot(shape)).toBe(jsonSnapshot);
  });

  it('is made as ever where no code may be made of text', () => {
    const path = resolve(import.meta.dirname, '../../../../dist/lib/hookspec/snapshot/payload-snapshot.js');
    const script = `
      const { compileSnapshot } = await import(${JSON.stringify(path)});
      const snapshot = compileSnapshot({ is: 'record', properties: new Map([['id', { is: 'string' }]]) });
      console.log(snapshot.name, JSON.stringify(snapshot({ id: 'x' })));`;
    const args = ['--input-type=module', '--eval', script];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('snapshot {"id":"x"}\n');
    expect(
      execFileSync(process.execPath, ['--disallow-code-generation-from-strings', ...args], { encoding: 'utf8' }),
    ).toBe('jsonSnapshot {"id":"x"}\n');
  });
});

function boom(): never {
  throw new Error('boom');
}
