/** A payload with keys that its schema does not know, and what is left of it. */
export interface KnownKeyCase {
  readonly title: string;
  readonly schema: unknown;
  /** As JSON: `__proto__` is a key there. */
  readonly payload: string;
  readonly left: string;
}

const CLOSED = { additionalProperties: false };
const A = { properties: { a: true } };
const B = { properties: { b: true } };

/** The schema files that those of the cases refer to. */
export const NEIGHBOURS = {
  'n.json': { $defs: { closed: { ...A, ...CLOSED }, open: A, far: { $ref: 'm.json#/$defs/closed' } } },
  'm.json': { $defs: { closed: { ...B, ...CLOSED } } },
};

/** What becomes of payloads of a newer minor version, place by place. */
export const KNOWN_KEY_CASES: readonly KnownKeyCase[] = [
  {
    title: 'additionalProperties: false closes an object',
    schema: { ...A, ...CLOSED },
    payload: '{"z":1,"a":{"z":1},"y":2}',
    left: '{"a":{"z":1}}',
  },
  {
    title: 'unevaluatedProperties: false closes an object',
    schema: { ...A, unevaluatedProperties: false },
    payload: '{"a":1,"z":1}',
    left: '{"a":1}',
  },
  {
    title: 'an object that knows no key may be closed',
    schema: { properties: { a: CLOSED } },
    payload: '{"a":{"z":1},"z":1}',
    left: '{"a":{},"z":1}',
  },
  {
    title: 'an object is open when nothing closes it, and what is in its unknown keys is left alone',
    schema: { properties: { a: { ...A, ...CLOSED } } },
    payload: '{"a":{"z":1},"z":{"a":{"z":1}}}',
    left: '{"a":{},"z":{"a":{"z":1}}}',
  },
  {
    title: 'additionalProperties: true and {} close nothing',
    schema: {
      properties: { t: { ...A, additionalProperties: true }, e: { ...A, additionalProperties: {} }, c: CLOSED },
    },
    payload: '{"t":{"z":1},"e":{"z":1},"c":{"z":1}}',
    left: '{"t":{"z":1},"e":{"z":1},"c":{}}',
  },
  {
    title: 'keys are those of allOf, anyOf and oneOf too, whichever of them is met',
    schema: {
      allOf: [A],
      anyOf: [B, { properties: { c: { type: 'string' } }, required: ['c'] }],
      oneOf: [{ properties: { d: true } }, false],
      unevaluatedProperties: false,
    },
    payload: '{"a":1,"b":1,"c":1,"d":1,"z":1}',
    left: '{"a":1,"b":1,"c":1,"d":1}',
  },
  {
    title: 'keys are those of if, then and else too',
    schema: JSON.parse(
      '{"if":{"properties":{"a":true}},"then":{"properties":{"b":true}},' +
        '"else":{"properties":{"c":true}},"unevaluatedProperties":false}',
    ),
    payload: '{"a":1,"b":1,"c":1,"z":1}',
    left: '{"a":1,"b":1,"c":1}',
  },
  {
    title: 'keys are those of dependentSchemas too, and of the older dependencies',
    schema: { dependentSchemas: { x: A }, dependencies: { x: B, y: ['x'] }, unevaluatedProperties: false },
    payload: '{"a":1,"b":1,"x":1}',
    left: '{"a":1,"b":1}',
  },
  {
    title: 'keys under not are known to nobody, and what is closed there closes nothing',
    schema: {
      properties: { p: { not: { ...A, required: ['a'] }, ...CLOSED }, q: { not: { required: ['z'], ...CLOSED } } },
    },
    payload: '{"p":{"a":1},"q":{"z":1}}',
    left: '{"p":{},"q":{"z":1}}',
  },
  {
    title: 'a branch that is closed closes the object',
    schema: {
      oneOf: [
        { ...A, ...CLOSED },
        { ...B, ...CLOSED },
      ],
    },
    payload: '{"a":1,"z":1}',
    left: '{"a":1}',
  },
  {
    title: 'a reference leads on, to a neighbour and to the neighbour of that',
    schema: { properties: { n: { $ref: 'n.json#/$defs/closed' }, m: { $ref: 'n.json#/$defs/far' } } },
    payload: '{"n":{"a":1,"b":1},"m":{"a":1,"b":1}}',
    left: '{"n":{"a":1},"m":{"b":1}}',
  },
  {
    title: 'keys are those of what is referred to too',
    schema: { $ref: 'n.json#/$defs/open', ...B, unevaluatedProperties: false },
    payload: '{"a":1,"b":1,"z":1}',
    left: '{"a":1,"b":1}',
  },
  {
    title: 'a schema may refer to itself',
    schema: { properties: { next: { $ref: '#' }, all: { items: { $dynamicRef: '#' } } }, ...CLOSED },
    payload: '{"next":{"next":{"z":1},"all":[{"z":1,"all":[{"z":1}]}]}}',
    left: '{"next":{"next":{},"all":[{"all":[{}]}]}}',
  },
  {
    title: 'keys that match a pattern are known, and their values looked at by all that they match',
    schema: {
      properties: { x1: { properties: { p: true } } },
      patternProperties: { '^x': { ...A, unevaluatedProperties: false }, '^(x+)+\\d$': B },
      ...CLOSED,
    },
    payload: '{"x":{"a":1,"b":1},"x1":{"a":1,"b":1,"p":1,"z":1},"z":1}',
    left: '{"x":{"a":1},"x1":{"a":1,"b":1,"p":1}}',
  },
  {
    title: 'a property is looked at by all the schemas that name it',
    schema: {
      properties: { p: { ...A, unevaluatedProperties: false } },
      allOf: [{ properties: { p: B } }],
    },
    payload: '{"p":{"a":1,"b":1,"z":1}}',
    left: '{"p":{"a":1,"b":1}}',
  },
  {
    title: 'additionalProperties looks at the values of those keys that its own schema does not name',
    schema: {
      properties: { p: true },
      patternProperties: { '^x': true },
      additionalProperties: { ...A, ...CLOSED },
      allOf: [{ properties: { q: B } }],
    },
    payload: '{"p":{"z":1},"x":{"z":1},"q":{"b":1,"z":1},"r":{"a":1,"z":1}}',
    left: '{"p":{"z":1},"x":{"z":1},"q":{"b":1},"r":{"a":1}}',
  },
  {
    title: 'unevaluatedProperties looks at the values of those keys that no schema names',
    schema: {
      properties: { p: true },
      allOf: [{ patternProperties: { '^x': true } }],
      unevaluatedProperties: { ...A, ...CLOSED },
    },
    payload: '{"p":{"z":1},"x":{"z":1},"r":{"a":1,"z":1}}',
    left: '{"p":{"z":1},"x":{"z":1},"r":{"a":1}}',
  },
  {
    title: 'items looks at the items after those of prefixItems',
    schema: { prefixItems: [{ ...A, ...CLOSED }, true], items: { ...B, ...CLOSED } },
    payload: '[{"a":1,"b":1},{"a":1,"b":1},{"a":1,"b":1},{"a":1,"b":1}]',
    left: '[{"a":1},{"a":1,"b":1},{"b":1},{"b":1}]',
  },
  {
    title: 'unevaluatedItems looks at the items that no schema names',
    schema: { allOf: [{ prefixItems: [true] }], unevaluatedItems: { ...A, ...CLOSED } },
    payload: '[{"z":1},{"a":1,"z":1}]',
    left: '[{"z":1},{"a":1}]',
  },
  {
    title: 'names that mean something to JavaScript are keys as others are',
    schema: {
      properties: { open: { properties: { c: { ...A, ...CLOSED } } }, closed: { ...A, ...CLOSED } },
    },
    payload:
      '{"closed":{"__proto__":1,"constructor":1,"toString":1,"hasOwnProperty":1},' +
      '"open":{"__proto__":{"z":1},"constructor":1,"c":{"z":1}}}',
    left: '{"closed":{},"open":{"__proto__":{"z":1},"constructor":1,"c":{}}}',
  },
  {
    title: 'a schema may name __proto__, of which the value is looked at',
    schema: JSON.parse(
      '{"properties":{"__proto__":{"properties":{"a":true},"additionalProperties":false}},"additionalProperties":false}',
    ),
    payload: '{"__proto__":{"a":1,"z":1},"z":1}',
    left: '{"__proto__":{"a":1}}',
  },
  {
    title: 'where a schema is in no file, as the meta-schema, an object is taken for open',
    schema: {
      properties: {
        s: { $ref: 'https://json-schema.org/draft/2020-12/schema', unevaluatedProperties: false },
        c: CLOSED,
      },
    },
    payload: '{"s":{"type":"string","z":1},"c":{"z":1}}',
    left: '{"s":{"type":"string","z":1},"c":{}}',
  },
];
