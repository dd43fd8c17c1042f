import fc from 'fast-check';
import { anySchema, type Schema } from './support/any-schema.js';
import { changesBetween, TwoStates } from './support/compare.js';
import { randomNumbers } from './support/fitting-payload.js';
import { rewritten } from './support/rewritten.js';

const order = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id: { type: 'string', minLength: 1, description: 'Which.' },
    price: { type: 'object', required: ['sum'], properties: { sum: { type: 'number' }, unit: { type: 'string' } } },
  },
};
const { price } = order.properties;

describe('nothing changed when', () => {
  it.each([
    [
      'a part moves into $defs',
      { ...order, properties: { ...order.properties, price: { $ref: '#/$defs/price' } }, $defs: { price } },
    ],
    ['all of it moves behind a reference', { $ref: '#/$defs/order', $defs: { order } }],
    ['a part is wrapped in allOf', { ...order, properties: { ...order.properties, price: { allOf: [price] } } }],
    [
      'the parts of an object are told apart',
      { type: 'object', additionalProperties: false, properties: order.properties, allOf: [{ required: ['id'] }] },
    ],
    [
      'a part is an anchor',
      {
        ...order,
        properties: { ...order.properties, price: { $ref: '#p' } },
        $defs: { any: { $anchor: 'p', ...price } },
      },
    ],
    [
      'keys are in another order',
      { properties: { price, id: order.properties.id }, required: ['id'], additionalProperties: false, type: 'object' },
    ],
    [
      'an inner schema has an $id',
      { ...order, properties: { ...order.properties, price: { $id: 'https://e.invalid/p', ...price } } },
    ],
  ])('%s', (_, next) => {
    expect(changesBetween(order, next)).toEqual([]);
    expect(changesBetween(next, order)).toEqual([]);
  });

  it.each([
    ['values of an enum', { not: { enum: [1, 2] } }, { not: { enum: [2, 1] } }],
    ['required keys', { not: { required: ['a', 'b'] } }, { not: { required: ['b', 'a'] } }],
    ['types', { contains: { type: ['null', 'string'] } }, { contains: { type: ['string', 'null'] } }],
    [
      'keys that another one demands',
      { dependentRequired: { a: ['b', 'c'] } },
      { dependentRequired: { a: ['c', 'b'] } },
    ],
    ['branches', { not: { anyOf: [{ const: 1 }, { const: 2 }] } }, { not: { anyOf: [{ const: 2 }, { const: 1 }] } }],
    ['keys of a default', { default: { a: 1, b: [{ c: 1, d: 2 }] } }, { default: { b: [{ d: 2, c: 1 }], a: 1 } }],
  ])('%s stand in another order, in what is compared as it is written', (_, old, next) => {
    expect(changesBetween(old, next)).toEqual([]);
  });

  it('a part moves into another file', () => {
    const states = new TwoStates();
    states.next.write('parts/price.json', price);
    states.declare(order, { ...order, properties: { ...order.properties, price: { $ref: 'parts/price.json' } } });
    expect(states.changes()).toEqual([]);
    states.remove();
  });

  it('a $def has another name', () => {
    const named = (name: string) => ({ $ref: `#/$defs/${name}`, $defs: { [name]: order } });
    expect(changesBetween(named('one'), named('other'))).toEqual([]);
  });

  it('a schema that holds itself is written out once more', () => {
    const tree = (next: unknown) => ({
      $ref: '#/$defs/tree',
      $defs: { tree: { type: 'object', properties: { next, name: { type: 'string', description: 'A name.' } } } },
    });
    const inner = tree({ $ref: '#/$defs/tree' }).$defs.tree;
    expect(changesBetween(tree({ $ref: '#/$defs/tree' }), tree(inner))).toEqual([]);
  });

  it('two schemas that hold each other do so in one place more', () => {
    const at = (value: unknown) => ({
      $ref: '#/$defs/a',
      $defs: {
        a: { type: 'object', properties: { b: { $ref: '#/$defs/b' }, v: value } },
        b: { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
      },
    });
    expect(changesBetween(at({ type: 'string' }), at({ type: 'string' }))).toEqual([]);
    expect(changesBetween(at({ type: 'string' }), at({ type: 'number' })).map(({ path }) => path)).toEqual([
      'payload.v',
    ]);
  });
});

it('the order of a value that is named whole is not that of a keyword', () => {
  const named = (required: string[]) => ({ not: { const: { required, dependentRequired: { a: required } } } });
  expect(changesBetween(named(['a', 'b']), named(['b', 'a']))).toHaveLength(1);
});

describe('of a change', () => {
  it('every path is told that leads to it, and its place behind the reference', () => {
    const money = (sum: string) => ({
      type: 'object',
      properties: { price: { $ref: '#/$defs/m' }, items: { type: 'array', items: { $ref: '#/$defs/m' } } },
      $defs: { m: { type: 'object', properties: { sum: { type: sum } } } },
    });
    const told = changesBetween(money('number'), money('string')).map(({ path, at }) => `${path} ${at.line}`);
    expect(told).toEqual(['payload.price.sum 19', 'payload.items[].sum 19']);
  });

  it('the place is that of the keyword: in the new file, or in the old one when it is gone', () => {
    const old = { type: 'string', minLength: 1, maxLength: 5 };
    const next = { type: 'string', minLength: 2, pattern: 'x' };
    const told = changesBetween(old, next).map(({ code, at }) => `${code} ${at.file}:${at.line}:${at.column}`);
    expect(told).toEqual([
      'bound-tightened new/s.json:3:16',
      'bound-loosened old/s.json:4:16',
      'rule-added new/s.json:4:14',
    ]);
  });

  it('the place of a list is that of the one that holds the name, where there are several', () => {
    const parts = (...second: string[]) => ({
      properties: { a: {}, b: {}, c: {} },
      allOf: [{ required: ['a'] }, { required: ['b', ...second] }],
    });
    const at = (old: unknown, next: unknown) =>
      changesBetween(old, next).map(({ at: { file, line } }) => `${file}:${line}`);
    expect(at(parts(), parts('c'))).toEqual(['new/s.json:14']);
    expect(at(parts('c'), parts())).toEqual(['new/s.json:14']);
  });

  it('the place is in the form that it is a change of', () => {
    const form = (type: string, more = {}) => {
      return { type: 'object', properties: { type: { const: type } }, required: ['type'], ...more };
    };
    const forms = (more: object) => ({
      oneOf: [form('a', { maxProperties: 9 }), form('b', { maxProperties: 9 }), form('c', more)],
    });
    const told = changesBetween(forms({ maxProperties: 9 }), forms({ maxProperties: 3 }));
    expect(told.map(({ code, at }) => `${code} ${at.file}:${at.line}`)).toEqual(['bound-tightened new/s.json:37']);
  });

  it('the place of a keyword that is gone from a file is in that file', () => {
    const states = new TwoStates();
    const part = { type: 'object', properties: { a: { type: 'string' } } };
    states.old.write('part.json', { ...part, additionalProperties: false });
    states.next.write('part.json', part);
    states.declare({ $ref: 'part.json' }, { $ref: 'part.json' });
    expect(states.changes().map(({ code, at }) => `${code} ${at.file}`)).toEqual(['object-opened old/part.json']);
    states.remove();
  });

  it('a name that is no identifier stands in brackets', () => {
    const field = (type: string) => ({ type: 'object', properties: { 'a b': { type }, 'x-y': { type } } });
    expect(changesBetween(field('string'), field('null')).map(({ path }) => path)).toEqual([
      'payload["a b"]',
      'payload.x-y',
    ]);
  });
});

describe('what only a text comparison could tell counts for both sides', () => {
  it.each([
    [
      'a $dynamicRef, when anything in its file changed',
      (type: string) => ({ properties: { a: { $dynamicRef: '#n' } }, $defs: { n: { $dynamicAnchor: 'n', type } } }),
    ],
    [
      'an anyOf of many branches within unevaluatedProperties',
      (type: string) => ({
        anyOf: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ properties: { [name]: { type } }, required: [name] })),
        unevaluatedProperties: false,
      }),
    ],
  ])('%s', (_, schema) => {
    const told = changesBetween(schema('string'), schema('number'));
    expect(told.find(({ code }) => code === 'undecided')).toMatchObject({ breaks: 'both', bump: 'major' });
    expect(changesBetween(schema('string'), schema('string'))).toEqual([]);
  });
});

/** Where two of them meet, keys are compared as they are written: that is what cannot be decided. */
function hasOnePattern(schema: Schema): boolean {
  const text = JSON.stringify(schema);
  return ['"^x":', '"^xy":', '"z$":'].filter((key) => text.includes(key)).length <= 1;
}

describe('whatever a schema is,', () => {
  it('nothing changed when it says the same by references, through allOf and in another order', () => {
    fc.assert(
      fc.property(anySchema().filter(hasOnePattern), fc.nat(), (schema, seed) => {
        const next = rewritten(schema, randomNumbers(seed));
        expect(changesBetween(schema, next)).toEqual([]);
        expect(changesBetween(next, schema)).toEqual([]);
      }),
      { seed: 12_25, numRuns: 150 },
    );
  }, 60_000);
});
