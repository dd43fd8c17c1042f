import { placeInside, type SchemaPlace } from '../../hookspec/schema-place.js';
import { isRecord, type SchemaObject } from '../../hookspec/walk-schema.js';
import { fieldOf, intersection, patternedShape, type Surroundings } from './intersection.js';
import { tidyList, tidyRecord } from './tidy-forms.js';
import {
  ANY_RECORD,
  ANYTHING,
  BOUNDS_OF,
  UNLIMITED,
  type Bound,
  type Field,
  type Limits,
  type ListVariant,
  type RecordVariant,
  type Shape,
  type Variant,
} from './shape.js';

/** What is needed to look into the schemas inside another one. */
export interface InnerShapes extends Surroundings {
  /** The shape of a schema inside. */
  readonly shapeOf: (place: SchemaPlace) => Shape;
}

const TYPES = ['string', 'number', 'boolean', 'null', 'array', 'object'] as const;
type Type = (typeof TYPES)[number] | 'integer';

/** The forms that a schema's own keywords leave, references and branches apart. */
export function ownForms(place: SchemaPlace, schema: SchemaObject, inner: InnerShapes): Shape {
  const forms = typesOf(schema).flatMap((type) => formOf(type, place, schema, inner));
  return FORM_KEYWORDS.some((keyword) => keyword in schema) ? forms : ANYTHING;
}

const FORM_KEYWORDS: readonly string[] = [
  'type',
  'properties',
  'required',
  'patternProperties',
  'additionalProperties',
  'prefixItems',
  'items',
  'uniqueItems',
  'multipleOf',
  'pattern',
  'format',
  ...Object.values(BOUNDS_OF).flat(),
];

/** The types that a schema allows, in the order in which it names them. */
function typesOf({ type }: SchemaObject): readonly Type[] {
  if (type === undefined) return TYPES;
  const named = (Array.isArray(type) ? type : [type]) as readonly Type[];
  return named.includes('number') ? named.filter((name) => name !== 'integer') : named;
}

function formOf(type: Type, place: SchemaPlace, schema: SchemaObject, inner: InnerShapes): Variant[] {
  switch (type) {
    case 'null':
    case 'boolean':
      return [{ is: type, limits: UNLIMITED }];
    case 'string':
      return [{ is: 'string', limits: limitsOf(schema, BOUNDS_OF.string, STRING_RULES) }];
    case 'number':
    case 'integer':
      return [
        { is: 'number', whole: type === 'integer', limits: limitsOf(schema, BOUNDS_OF.number, numberRules(schema)) },
      ];
    case 'array':
      return tidyList(listOf(place, schema, inner));
    case 'object':
      return tidyRecord(recordOf(place, schema, inner));
  }
}

const STRING_RULES = ['pattern', 'format'] as const;

/** The formats that numbers are checked by, and texts are not. (`float` and `double` check nothing.) */
const NUMBER_FORMATS: ReadonlySet<unknown> = new Set(['int32', 'int64']);

function numberRules({ format }: SchemaObject): readonly string[] {
  return NUMBER_FORMATS.has(format) ? ['multipleOf', 'format'] : ['multipleOf'];
}

/** The limits that a schema sets with keywords of its own, whose values need no looking into. */
function limitsOf(schema: SchemaObject, bounds: readonly Bound[], rules: readonly string[]): Limits {
  const set = bounds.flatMap((bound): [Bound, number][] => {
    const value = schema[bound];
    // As good as no bound.
    if (typeof value !== 'number' || (value === 0 && /^min[ILP]/.test(bound))) return [];
    return [[bound, value]];
  });
  const written = rules
    .filter((rule) => schema[rule] !== undefined)
    .map((rule) => `${rule} ${JSON.stringify(schema[rule])}`);
  return set.length + written.length === 0 ? UNLIMITED : { bounds: new Map(set), rules: new Set(written) };
}

function listOf(place: SchemaPlace, schema: SchemaObject, inner: InnerShapes): ListVariant {
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const rules = schema['uniqueItems'] === true ? ['uniqueItems'] : [];
  return {
    is: 'list',
    first: prefix.map((_, index) => inner.shapeOf(placeInside(place, 'prefixItems', index))),
    rest: 'items' in schema ? inner.shapeOf(placeInside(place, 'items')) : ANYTHING,
    isRestEvaluated: 'items' in schema,
    limits: limitsOf(schema, BOUNDS_OF.list, rules),
  };
}

function recordOf(place: SchemaPlace, schema: SchemaObject, inner: InnerShapes): RecordVariant {
  const patterns = keysOf(schema['patternProperties']).map((pattern): [string, Shape] => {
    return [pattern, inner.shapeOf(placeInside(place, 'patternProperties', pattern))];
  });
  const frame: RecordVariant = {
    ...ANY_RECORD,
    patterns: new Map(patterns),
    rest: 'additionalProperties' in schema ? inner.shapeOf(placeInside(place, 'additionalProperties')) : ANYTHING,
    isRestEvaluated: 'additionalProperties' in schema,
    limits: limitsOf(schema, BOUNDS_OF.record, []),
  };
  const required = new Set<unknown>(Array.isArray(schema['required']) ? schema['required'] : []);
  const fields = new Map<string, Field>();
  const described = new Set(keysOf(schema['properties']));
  // ajv passes over what a schema says of it, so that whatever may stand under other keys may stand there.
  if (described.delete('__proto__')) inner.onLeftOut();
  for (const name of new Set([...described, ...required])) {
    if (typeof name !== 'string') continue;
    fields.set(name, fieldFrom(place, schema, name, frame, required.has(name), inner));
  }
  return { ...frame, fields };
}

function fieldFrom(
  place: SchemaPlace,
  schema: SchemaObject,
  name: string,
  frame: RecordVariant,
  isRequired: boolean,
  inner: InnerShapes,
): Field {
  const { properties } = schema;
  if (name === '__proto__' || !isRecord(properties) || !Object.hasOwn(properties, name)) {
    return { ...fieldOf(frame, name, inner), isRequired };
  }
  const own = placeInside(place, 'properties', name);
  const patterned = patternedShape(frame, name, inner) ?? ANYTHING;
  const shape = intersection(inner.shapeOf(own), patterned, inner);
  return { shape, isRequired, isEvaluated: true, places: [own] };
}

function keysOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}
