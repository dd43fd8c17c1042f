import fc from 'fast-check';
import { isRecord } from '../../../lib/hookspec/walk-schema.js';

/** A schema file `s.json`, and its neighbour `n.json`. Both may refer to `leaf.json`, of texts. */
export interface AnySchemas {
  readonly schema: Record<string, unknown>;
  readonly neighbour: Record<string, unknown>;
}

/** The schema that a `$ref` in them leads to. */
export function targetIn({ schema, neighbour }: AnySchemas, reference: string): unknown {
  const [file, fragment = ''] = reference.split('#');
  if (file === 'leaf.json') return { type: 'string' };
  const whole = file === 'n.json' ? neighbour : schema;
  const definitions = whole['$defs'];
  return fragment === '' || !isRecord(definitions) ? whole : definitions[fragment.replace('/$defs/', '')];
}

const DEFINITIONS = 3;

/** Few names, so that the parts of a schema speak of the same keys. */
const names = fc.constantFrom('a', 'b', 'x1');
const patterns = fc.constantFrom('^x', '1$', '^[ab]$', '.');
const texts = fc.constantFrom('', 'a', 'b', 'x1', 'aa');
const numbers = fc.constantFrom(-1, 0, 0.5, 1, 2, 3);
const sizes = fc.constantFrom(0, 1, 2, 3);
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));
const constants = fc.oneof(
  { weight: 3, arbitrary: scalars },
  { weight: 1, arbitrary: fc.array(scalars, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(names, scalars, { maxKeys: 2, noNullPrototype: true }) },
);
const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');

const APPLICATORS = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', '$ref', 'dependentSchemas'];
const OF_OBJECTS = [
  ...APPLICATORS,
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
];
const OF_LISTS = [...APPLICATORS, 'items', 'prefixItems', 'minItems', 'maxItems', 'contains', 'unevaluatedItems'];

type Keywords = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Keywords that hold no schemas. */
const ASSERTIONS: Keywords = {
  type: fc.oneof(types, types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
  const: constants,
  enum: fc.uniqueArray(constants, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) }),
  required: fc.uniqueArray(names, { maxLength: 2 }),
  minimum: numbers,
  exclusiveMaximum: numbers,
  minLength: sizes,
  maxLength: sizes,
  minItems: sizes,
  maxItems: sizes,
  minProperties: sizes,
  maxProperties: sizes,
};

/** Those of which a shape keeps only the words. */
const RULES: Keywords = {
  pattern: patterns,
  multipleOf: fc.constantFrom(1, 2),
  uniqueItems: fc.boolean(),
  dependentRequired: fc.dictionary(names, fc.uniqueArray(names, { maxLength: 2 }), {
    maxKeys: 1,
    noNullPrototype: true,
  }),
};

/** @param level the first definition that may stand for the schema itself: a schema may not be a way back to itself */
function anySchema(depth: number, level: number, isExact: boolean): fc.Arbitrary<unknown> {
  const inside = inPlace(depth, 0, isExact);
  const beside = inPlace(depth, level, isExact);
  const keywords: Keywords = {
    ...ASSERTIONS,
    properties: mapOf(names, inside, 3),
    additionalProperties: inside,
    items: inside,
    prefixItems: fc.array(inside, { minLength: 1, maxLength: 2 }),
    allOf: branches(beside),
    anyOf: branches(beside),
    oneOf: branches(beside),
    $ref: referenceFrom(level),
    ...(isExact ? {} : { ...RULES, ...inexactApplicators(inside, beside) }),
  };
  const only = (wanted: readonly string[]) =>
    Object.fromEntries(Object.entries(keywords).filter(([keyword]) => wanted.includes(keyword)));
  return fc.oneof(someOf(keywords, 4), someOf(only(OF_OBJECTS), 5), someOf(only(OF_LISTS), 4));
}

function inexactApplicators(inside: fc.Arbitrary<unknown>, beside: fc.Arbitrary<unknown>): Keywords {
  return {
    patternProperties: mapOf(patterns, inside, 2),
    ...Object.fromEntries(['not', 'if', 'then', 'else'].map((keyword) => [keyword, beside])),
    dependentSchemas: mapOf(names, beside, 2),
    contains: inside,
    minContains: fc.constantFrom(0, 1, 2),
    propertyNames: inside,
    unevaluatedProperties: fc.oneof(fc.constant(false), inside),
    unevaluatedItems: fc.oneof(fc.constant(false), inside),
  };
}

const memo = new Map<string, fc.Arbitrary<unknown>>();

function inPlace(depth: number, level: number, isExact: boolean): fc.Arbitrary<unknown> {
  const leaf = fc.oneof(
    { weight: 3, arbitrary: someOf(ASSERTIONS, 2) },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 1, arbitrary: fc.record({ $ref: referenceFrom(level) }, { noNullPrototype: true }) },
  );
  if (depth === 0) return leaf;
  const key = `${depth} ${level} ${isExact}`;
  const known = memo.get(key) ?? fc.oneof({ weight: 2, arbitrary: leaf }, anySchema(depth - 1, level, isExact));
  memo.set(key, known);
  return known;
}

/** A schema of some of the keywords. */
function someOf(keywords: Keywords, maxLength: number): fc.Arbitrary<Record<string, unknown>> {
  const pairs = Object.entries(keywords).map(([keyword, values]) => values.map((value) => [keyword, value] as const));
  return fc
    .uniqueArray(fc.oneof(...pairs), { minLength: 1, maxLength, selector: ([keyword]) => keyword })
    .map((chosen) => Object.fromEntries(chosen));
}

function branches(beside: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.array(beside, { minLength: 1, maxLength: 3 });
}

function mapOf(keys: fc.Arbitrary<string>, values: fc.Arbitrary<unknown>, maxKeys: number): fc.Arbitrary<unknown> {
  return fc.dictionary(keys, values, { maxKeys, noNullPrototype: true });
}

/** To the definitions from one on, and to the neighbour, which comes last. */
function referenceFrom(level: number): fc.Arbitrary<string> {
  const targets = Array.from({ length: DEFINITIONS - level }, (_, index) => `s.json#/$defs/d${level + index}`);
  return level > DEFINITIONS
    ? fc.constant('leaf.json')
    : fc.constantFrom(...targets, 'n.json', ...(level === 0 ? ['n.json#/$defs/t'] : []));
}

function schemasOf(isExact: boolean): fc.Arbitrary<AnySchemas> {
  const definitions = Array.from({ length: DEFINITIONS }, (_, index) => anySchema(1, index + 1, isExact));
  return fc
    .tuple(anySchema(2, 0, isExact), fc.tuple(...definitions), anySchema(1, DEFINITIONS + 1, isExact))
    .map(([schema, [d0, d1, d2], neighbour]) => ({
      schema: { ...(schema as object), $defs: { d0, d1, d2 } },
      neighbour: { ...(neighbour as object), $defs: { t: { $ref: 's.json#/$defs/d2' } } },
    }));
}

/** Schemas that use every applicator and assertion; none is only a way back to itself. */
export const anySchemas = schemasOf(false);

/** Schemas of keywords that shapes say exactly, as long as no rule is left in them. */
export const exactSchemas = schemasOf(true);
