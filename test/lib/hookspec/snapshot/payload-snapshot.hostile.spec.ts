import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { jsonSnapshot } from '../../../../lib/hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../../../../lib/hookspec/snapshot/lossy-value.js';
import type { PayloadShape } from '../../../../lib/hookspec/snapshot/payload-shape.js';
import { compileSnapshot } from '../../../../lib/hookspec/snapshot/payload-snapshot.js';

const TEXT = { is: 'string' } as const;
const USER = { is: 'record', properties: new Map<string, PayloadShape>([['name', TEXT]]) } as const;

const snapshot = compileSnapshot({
  is: 'record',
  properties: new Map<string, PayloadShape>([
    ['id', TEXT],
    ['user', USER],
    ['users', { is: 'list', item: USER }],
  ]),
});

function described(copy: unknown): unknown {
  if (copy instanceof LossyValue) return { path: copy.path, reason: copy.reason };
  return { json: JSON.stringify(copy), value: copy };
}

/** A payload that is not what its prototype says. */
function disguised(value: object, keys: object): object {
  return Object.assign(Object.setPrototypeOf(value, Object.prototype) as object, keys);
}

/** Says by a key of its own that it is a plain object. */
function hiding(value: object): object {
  return Object.defineProperty(value, '__proto__', { value: Object.prototype });
}

describe('a payload that only looks as its schema says is copied as any other', () => {
  it.each<[string, () => unknown]>([
    ['a list with the prototype of objects and known keys', () => disguised([], { id: 'x' })],
    ['the same inside', () => ({ user: disguised([], { name: 'n' }) })],
    ['a Map with the prototype of objects and known keys', () => disguised(new Map(), { id: 'x' })],
    ['a boxed BigInt with the prototype of objects and known keys', () => disguised(Object(1n) as object, { id: 'x' })],
    ['the same inside, a list of it', () => ({ users: [disguised(Object(1n) as object, { name: 'n' })] })],
    ['a boxed symbol', () => disguised(Object(Symbol('s')) as object, { id: 'x' })],
    ['a boxed number', () => disguised(Object(5) as object, { id: 'x' })],
    ['a boxed truth value', () => disguised(Object(true) as object, { id: 'x' })],
    ['an empty boxed text', () => disguised(Object('') as object, { id: 'x' })],
    [
      'an object that hides what it inherits',
      () => hiding(Object.assign(Object.create({ id: 'inherited' }), { user: {} })),
    ],
    ['a Map that hides what it inherits', () => hiding(Object.assign(new Map(), { id: 'x' }))],
    [
      'a toJSON that is not listed',
      () => Object.defineProperty({ id: 'x' }, 'toJSON', { value: () => ({ id: 'from toJSON' }) }),
    ],
    [
      'a toJSON that is not listed, inside',
      () => ({ user: Object.defineProperty({ name: 'n' }, 'toJSON', { value: (key: string) => key }) }),
    ],
    ['a known key that is not there', () => ({ id: 'x', user: undefined, users: undefined })],
    [
      'a getter that takes a later key away',
      () => {
        const payload: Record<string, unknown> = {
          get id() {
            delete payload['user'];
            return 'x';
          },
          user: { name: 'n' },
        };
        return payload;
      },
    ],
    [
      'a getter that adds a key',
      () => {
        const payload: Record<string, unknown> = {
          get id() {
            payload['later'] = 1;
            return 'x';
          },
        };
        return payload;
      },
    ],
    [
      'a list that grows while it is copied',
      () => {
        const users: unknown[] = [];
        // Bounded, so that a copy which never comes to its end fails instead of filling the memory.
        const grows = { toJSON: () => (users.length < 50 && users.push(grows), { name: 'n' }) };
        users.push(grows);
        return { users };
      },
    ],
  ])('%s', (_, make) => {
    expect(described(snapshot(make()))).toStrictEqual(described(jsonSnapshot(make())));
  });

  it('where somebody made a key of all objects read-only meanwhile', () => {
    Object.defineProperty(Object.prototype, 'id', { value: 'theirs', configurable: true });
    try {
      expect(JSON.stringify(snapshot({ id: 'mine', user: { name: 'n' } }))).toBe('{"id":"mine","user":{"name":"n"}}');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'id');
    }
  });

  it('where somebody froze what all objects have', () => {
    const path = resolve(import.meta.dirname, '../../../../dist/lib/hookspec/snapshot/payload-snapshot.js');
    const script = `
      const { compileSnapshot } = await import(${JSON.stringify(path)});
      const keys = new Map(['id', 'toString', 'constructor'].map((key) => [key, { is: 'string' }]));
      const snapshot = compileSnapshot({ is: 'record', properties: keys });
      Object.freeze(Object.prototype);
      console.log(snapshot.name, JSON.stringify(snapshot({ toString: 'a', id: 'x', constructor: 'b' })));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })).toBe(
      'snapshot {"toString":"a","id":"x","constructor":"b"}\n',
    );
  });
});
