import { HookspecFolder } from '../../support/hookspec-folder.js';
import { typesIn } from '../../support/loaded-shapes.js';

const anyObject = '{ readonly [key: string]: unknown }';
const open = 'readonly [key: string]: unknown;';

describe('the type of a schema', () => {
  const folder = new HookspecFolder();
  beforeAll(() => folder.declareWith('k', { on_a: 'payload.json' }));
  afterAll(() => folder.remove());

  /** The declarations of the types of a schema, in one line, and what is not said. */
  function typeOf(schema: unknown): string {
    folder.write('payload.json', typeof schema === 'string' ? schema : JSON.stringify(schema));
    const { text, problems } = typesIn(folder);
    expect(problems).toEqual([]);
    const [, body = ''] = /^import type .*?;\n(.*)\n\/\*\* The payload of every hook/ms.exec(text) ?? [];
    const code = body.replaceAll(/\/\*\*.*?\*\//gs, '').trim();
    return code.replaceAll(/\s+/g, ' ').replace('export type Payload = ', '').replace(/;$/, '');
  }

  it.each([
    [true, 'unknown'],
    [false, 'never'],
    [{}, 'unknown'],
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['number', 'integer'] }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'array' }, 'readonly unknown[]'],
    [{ type: 'object' }, `export interface Payload { ${open} }`],
    [{ minLength: 1 }, 'unknown'],
  ])('of %j is %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it.each([
    [{ const: 'a' }, "'a'"],
    [{ const: null }, 'null'],
    [{ const: -1 }, '-1'],
    [{ const: [1, { a: 'x' }] }, "readonly [1, { readonly a: 'x' }]"],
    [{ const: {} }, 'export interface Payload { readonly [key: string]: never; }'],
    [{ enum: ['a', 1, false, null, 'a b'] }, "'a' | 1 | false | null | 'a b'"],
    [{ type: 'string', enum: ['a', 1] }, "'a'"],
    [{ type: 'integer', enum: [1, 1.5] }, '1'],
    [{ minimum: 2, maximum: 3, enum: [1, 2, 4] }, '2'],
    [
      { enum: ["it's", 'a"b', '\\', '\n', '\u2028', '\u202e', '\ud800'] },
      String.raw`'it\'s' | 'a"b' | '\\' | '\n' | '\u2028' | '\u202e' | '\ud800'`,
    ],
  ])('of the values in %j is %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('is of no number that JSON can write and no payload can hold', () => {
    expect(typeOf('{"enum":[1e999,-1e999,2]}')).toBe('2');
  });

  it.each([
    [{ type: 'array', items: { type: ['string', 'null'] } }, 'readonly (string | null)[]'],
    [{ type: 'array', items: { type: 'array', items: { type: 'number' } } }, 'readonly (readonly number[])[]'],
    [{ type: 'array', items: false }, 'readonly []'],
    [{ type: 'array', prefixItems: [{ type: 'string' }, {}] }, 'readonly [string?, unknown?, ...unknown[]]'],
    [
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false, minItems: 1 },
      'readonly [string, number?]',
    ],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' }, minItems: 3 },
      'readonly [string, ...number[]]',
    ],
    [{ type: 'array', prefixItems: [true, true, true], maxItems: 2, minItems: 2 }, 'readonly [unknown, unknown]'],
    [{ type: 'array', prefixItems: [true, false, true], minItems: 1 }, 'readonly [unknown]'],
    [{ type: 'array', prefixItems: [true, false], minItems: 2 }, 'never'],
    [
      { type: 'array', prefixItems: [{ type: ['string', 'null'] }] },
      'readonly [item0?: string | null, ...rest: unknown[]]',
    ],
    [{ type: 'array', prefixItems: [{ type: 'string' }], unevaluatedItems: false }, 'readonly [string?]'],
    [{ type: 'array', allOf: [{ items: { type: 'string' } }], unevaluatedItems: false }, 'readonly string[]'],
    [
      { type: 'array', prefixItems: [{ type: 'string' }], contains: { const: 1 }, unevaluatedItems: false },
      'readonly [string?, ...unknown[]]',
    ],
    [
      { allOf: [{ type: 'array', prefixItems: [{ type: 'string' }] }, { items: { minLength: 1 } }], minItems: 1 },
      'readonly [string, ...unknown[]]',
    ],
  ])('of the list %j is %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it.each([
    [
      { properties: { a: { type: 'string' } }, required: ['a', 'b'] },
      `readonly a: string; readonly b: unknown; ${open}`,
    ],
    [{ properties: { a: false } }, `readonly a?: never; ${open}`],
    [{ properties: { a: { type: 'string' }, b: false }, additionalProperties: false }, 'readonly a?: string;'],
    [{ additionalProperties: false }, 'readonly [key: string]: never;'],
    [{ additionalProperties: { type: 'string' } }, 'readonly [key: string]: string;'],
    [
      { properties: { a: { type: 'number' } }, additionalProperties: { type: 'string' } },
      'readonly a?: number; readonly [key: string]: string | number | undefined;',
    ],
    [
      { properties: { a: { type: 'number' } }, required: ['a'], additionalProperties: { type: 'string' } },
      'readonly a: number; readonly [key: string]: string | number;',
    ],
    [
      { patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      'readonly [key: string]: string;',
    ],
    [
      {
        properties: { 'x-a': { minLength: 1 } },
        patternProperties: { '^x-': { type: 'string' } },
        additionalProperties: false,
      },
      "readonly 'x-a'?: string; readonly [key: string]: string | undefined;",
    ],
    [{ properties: { a: true }, unevaluatedProperties: false }, 'readonly a?: unknown;'],
    [
      { required: ['a'], unevaluatedProperties: { type: 'string' } },
      'readonly a: string; readonly [key: string]: string;',
    ],
    [
      {
        allOf: [{ properties: { a: { type: 'string' } } }],
        properties: { b: { type: 'number' } },
        unevaluatedProperties: false,
      },
      'readonly b?: number; readonly a?: string;',
    ],
    [
      { allOf: [{ properties: { a: { type: 'string' } }, additionalProperties: false }, { properties: { b: true } }] },
      'readonly a?: string;',
    ],
    [
      {
        properties: { a: {}, b: {}, default: {}, 'a b': {}, '': {}, '1': {}, delete: {} },
        additionalProperties: false,
      },
      "readonly '1'?: unknown; readonly a?: unknown; readonly b?: unknown; readonly default?: unknown; readonly 'a b'?: unknown; readonly ''?: unknown; readonly delete?: unknown;",
    ],
    [{ properties: { toString: { type: 'number' } } }, `readonly toString?: number | {}['toString']; ${open}`],
    [{ properties: { toString: { type: 'number' } }, required: ['toString'] }, `readonly toString: number; ${open}`],
    [
      { properties: { valueOf: { type: 'number' } }, additionalProperties: { type: 'string' } },
      "readonly valueOf?: number | {}['valueOf']; readonly [key: string]: string | number | {}['valueOf'] | undefined;",
    ],
  ])('of the object %j has %s', (schema, members) => {
    expect(typeOf({ type: 'object', ...schema })).toBe(`export interface Payload { ${members} }`);
  });

  it.each([
    [{ oneOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ anyOf: [{ type: 'string' }, { const: 'a' }] }, 'string'],
    [{ anyOf: [{ type: 'string' }, {}] }, 'unknown'],
    [{ allOf: [{ type: ['string', 'number'] }, { type: ['number', 'null'] }] }, 'number'],
    [{ allOf: [{ type: 'string' }, { type: 'number' }] }, 'never'],
    [{ type: 'string', not: { const: 'a' } }, 'string'],
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword
    [{ type: 'string', if: { minLength: 2 }, then: { const: 'ab' }, else: { const: 'a' } }, "'ab' | 'a'"],
    [
      {
        type: 'object',
        dependentSchemas: { a: { additionalProperties: { type: 'string' } } },
        unevaluatedProperties: false,
      },
      '| { readonly a: string; readonly [key: string]: string; } | { readonly [key: string]: never }',
    ],
    [
      {
        type: 'object',
        anyOf: [
          { properties: { a: true }, required: ['a'] },
          { properties: { b: true }, required: ['b'] },
        ],
        unevaluatedProperties: false,
      },
      '| { readonly a: unknown } | { readonly a: unknown; readonly b: unknown; } | { readonly b: unknown }',
    ],
    [
      { type: 'object', allOf: [{ properties: { t: { const: 'a' } } }, { properties: { t: { const: 'b' } } }] },
      `export interface Payload { readonly t?: never; ${open} }`,
    ],
    [
      {
        type: 'object',
        properties: { a: true, b: true },
        anyOf: [{ required: ['a'] }, { required: ['b'] }],
        unevaluatedProperties: false,
      },
      '| { readonly a: unknown; readonly b?: unknown; } | { readonly a?: unknown; readonly b: unknown; }',
    ],
    [{ anyOf: [{ type: 'integer' }, { const: 1.5 }] }, 'number | 1.5'],
    [
      { prefixItems: [{ type: 'string' }] },
      `| string | number | boolean | null | readonly [string?, ...unknown[]] | ${anyObject}`,
    ],
    [{ type: 'array', items: { $ref: '#' } }, 'readonly Payload[]'],
    [{ $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, 'PayloadA; export type PayloadA = string'],
    [
      { type: 'object', allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { type: 'object', required: ['b'] } } },
      `PayloadA; export interface PayloadA { readonly b: unknown; ${open} }`,
    ],
    [{ $ref: '#/$defs/a', minLength: 1, $defs: { a: { type: ['string', 'object'] } } }, `string | ${anyObject}`],
  ])('of the combination %j is %s', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('of two schemas that hold themselves and meet takes one of them further in', () => {
    const linked = (name: string) => ({ type: 'object', properties: { next: { $ref: `#/$defs/${name}` } } });
    const $defs = { a: linked('a'), b: { ...linked('b'), required: ['x'] } };
    expect(typeOf({ allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }], $defs })).toMatch(
      /^export interface Payload \{ readonly next\?: PayloadA; readonly x: unknown;/,
    );
  });
});
