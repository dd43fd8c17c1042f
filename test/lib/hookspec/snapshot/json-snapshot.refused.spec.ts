import { jsonSnapshot } from '../../../../lib/hookspec/snapshot/json-snapshot.js';
import { elsewhere, refusalOf } from '../../support/dispatch-fixture.js';

const BUILT_INS = [
  'new Map([[1, 2]])',
  'new Set([1])',
  'new WeakMap()',
  'new WeakSet()',
  'new WeakRef({})',
  'new Uint8Array(2)',
  'new Float64Array(0)',
  'new DataView(new ArrayBuffer(1))',
  'new ArrayBuffer(2)',
  'new SharedArrayBuffer(2)',
  '/x/',
  'new Error("x")',
  'new (class extends TypeError {})("x")',
  'new AggregateError([])',
  'Promise.resolve()',
  '(function* () {})()',
  '(async function* () {})()',
  'new Map().entries()',
  'new Set().values()',
  '[1].values()',
  '"a"[Symbol.iterator]()',
  'new (class extends Map {})()',
  'new Intl.Collator()',
  'new Intl.DateTimeFormat()',
  'new Intl.NumberFormat()',
  'new Intl.Locale("en")',
  'Object(Symbol("s"))',
  'Object(1n)',
];

describe('a payload is refused, with the path, when it holds', () => {
  it.each([
    ['a function', () => 0],
    ['a class', class {}],
    ['a symbol', Symbol('s')],
    ['a BigInt', 1n],
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
    ['a boxed NaN', Object(Number.NaN)],
    ['URLSearchParams', new URLSearchParams('a=1')],
    ['Headers', new Headers()],
    ['a Blob', new Blob([])],
    ['an AbortSignal', new AbortController().signal],
    ['what a toJSON returns, when that is a function', { toJSON: () => () => 0 }],
    ['what a toJSON returns, when that is a Map', { toJSON: () => new Map() }],
    ['what a toJSON returns, when that is a BigInt', { toJSON: () => 1n }],
    ['a proxy of a Map', new Proxy(new Map(), {})],
    ['a Promise with a key of its own', Object.assign(Promise.resolve(), { key: 1 })],
    ['a Map whose prototype was taken away', Object.setPrototypeOf(new Map([[1, 2]]), null)],
    ['a Map with the prototype of a plain object', Object.setPrototypeOf(new Map([[1, 2]]), Object.prototype)],
    ['a boxed BigInt with a valueOf of its own', Object.assign(Object(1n) as object, { valueOf: () => 'text' })],
    [
      'a boxed symbol with a valueOf of its own',
      Object.assign(Object(Symbol('s')) as object, { valueOf: () => 'text' }),
    ],
  ])('%s', (_, value: unknown) => {
    expect(refusalOf({ a: { b: [0, value] } }).path).toBe('/a/b/1');
  });

  it.each(BUILT_INS)('%s', (expression) => {
    // oxlint-disable-next-line no-eval -- the same expressions are evaluated in another realm below
    const value: unknown = (0, eval)(`(${expression})`);
    expect(refusalOf({ a: { b: [0, value] } }).path).toBe('/a/b/1');
  });

  it.each(BUILT_INS)('%s of another realm', (expression) => {
    expect(refusalOf({ a: { b: [0, elsewhere(expression)] } }).path).toBe('/a/b/1');
  });

  it.each(['1n', 'Object(1n)'])('%s, whatever BigInt.prototype was given', (expression) => {
    const prototype = BigInt.prototype as { toJSON?: () => string };
    prototype.toJSON = () => 'text';
    try {
      // oxlint-disable-next-line no-eval -- a literal BigInt of this realm, whose prototype is the one changed
      expect(refusalOf({ a: (0, eval)(expression) }).path).toBe('/a');
    } finally {
      delete prototype.toJSON;
    }
  });

  it.each([
    ['undefined in a list', [1, undefined], '/1'],
    // oxlint-disable-next-line no-sparse-arrays -- the hole is what is tested
    ['a hole in a list', [1, , 3], '/1'],
    ['a list of nothing but holes', Object.assign([], { length: 3 }), '/0'],
    ['in a list a toJSON that returns undefined', [{ toJSON: () => undefined }], '/0'],
  ])('%s', (_, value: unknown, path) => {
    expect(refusalOf({ list: value }).path).toBe(`/list${path}`);
  });
});

describe('a payload that is itself nothing JSON can carry', () => {
  it.each([
    ['undefined', undefined],
    ['a toJSON that returns undefined', { toJSON: () => undefined }],
    ['a function', () => 0],
    ['a symbol', Symbol('s')],
    ['NaN', Number.NaN],
    ['a BigInt', 1n],
    ['a Map', new Map()],
    ['an Error', new Error('x')],
  ])('is refused with an empty path: %s', (_, payload: unknown) => {
    expect(refusalOf(payload).path).toBe('');
  });
});

describe('the path of a refusal', () => {
  it('is a JSON pointer: / and ~ in keys are escaped', () => {
    expect(refusalOf({ 'a/b': { 'c~d': { '~1': [Number.NaN] } } }).path).toBe('/a~1b/c~0d/~01/0');
  });

  it('keeps empty keys', () => {
    expect(refusalOf({ '': { '': Symbol('s') } }).path).toBe('//');
  });

  it('goes through a key called __proto__', () => {
    expect(refusalOf(JSON.parse('{"__proto__":{"n":[1e999]}}')).path).toBe('/__proto__/n/0');
  });

  it('goes through what a toJSON returned', () => {
    expect(refusalOf({ a: { toJSON: () => ({ b: Number.NaN }) } }).path).toBe('/a/b');
  });

  it('names the first culprit in the order of keys', () => {
    expect(refusalOf({ fine: 1, first: Number.NaN, second: Number.NaN }).path).toBe('/first');
  });
});

describe('the reason of a refusal', () => {
  it.each([
    [Number.NaN, 'is NaN, which JSON does not have'],
    [-Infinity, 'is -Infinity, which JSON does not have'],
    [1n, 'is a bigint, which JSON does not have'],
    [Symbol('secret'), 'is a symbol, which JSON does not have'],
    [() => 0, 'is a function, which JSON does not have'],
    [new Map(), 'is a built-in Map, which JSON would empty'],
    [new Set(), 'is a built-in Set, which JSON would empty'],
    [Promise.resolve('secret'), 'is a built-in Promise, which JSON would empty'],
    [new Error('secret'), 'is a built-in Error, which JSON would empty'],
    [/secret/, 'is a built-in RegExp, which JSON would empty'],
    [new Uint8Array(1), 'is a built-in typed array, which JSON would empty'],
    [new URLSearchParams('secret=1'), 'is a built-in URLSearchParams, which JSON would empty'],
    [[undefined], 'is undefined in a list: JSON would say null'],
  ])('says what stands there and holds no value of the payload (%p)', (value: unknown, reason) => {
    expect(refusalOf({ a: value }).reason).toBe(reason);
  });

  it.each([
    ['a bigint', Object(1n)],
    ['a symbol', Object(Symbol('secret'))],
  ])('says what a boxed value holds: %s', (what, value: unknown) => {
    expect(refusalOf({ a: value }).reason).toBe(`is ${what}, which JSON does not have`);
  });

  it('says that the payload is undefined', () => {
    expect(refusalOf(undefined).reason).toBe('is undefined');
  });

  it('stands in its message too, after the path', () => {
    expect(jsonSnapshot({ a: 1n })).toHaveProperty('message', '/a is a bigint, which JSON does not have');
  });
});
