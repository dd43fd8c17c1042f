import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../lib/hookspec/walk-schema.js';

/** Finds the schema that a `$ref` leads to. */
export type Resolve = (reference: string) => unknown;

/** The keys and the places in a list that a schema has evaluated. */
type Evaluated = ReadonlySet<number | string>;

/**
 * Whether a JSON Schema 2020-12 lets a value through, by the letter of the standard and nothing else: ajv strays from it
 * in places, above all in what is evaluated. Only for the keywords that tests make schemas of.
 */
export function isLetThrough(value: unknown, schema: unknown, resolve: Resolve): boolean {
  return evaluate(value, schema, resolve) !== undefined;
}

/** What is evaluated in a value; `undefined` when the value is refused. */
function evaluate(value: unknown, schema: unknown, resolve: Resolve): Evaluated | undefined {
  if (!isRecord(schema)) return schema === false ? undefined : new Set();
  if (!keepsAssertions(value, schema)) return undefined;
  const evaluated = new Set<number | string>();
  const fits = (inner: unknown, innerValue: unknown) => evaluate(innerValue, inner, resolve) !== undefined;
  const own = isRecord(value)
    ? ownKeys(value, schema, fits)
    : Array.isArray(value)
      ? ownItems(value, schema, fits)
      : new Set<number | string>();
  const beside = branches(value, schema, (inner) => evaluate(value, inner, resolve), resolve);
  if (own === undefined || beside === undefined) return undefined;
  for (const key of [...own, ...beside]) evaluated.add(key);
  const keyword = Array.isArray(value) ? 'unevaluatedItems' : 'unevaluatedProperties';
  if (!(keyword in schema)) return evaluated;
  for (const [key, inner] of entriesOf(value)) {
    if (!evaluated.has(key) && !fits(schema[keyword], inner)) return undefined;
    evaluated.add(key);
  }
  return evaluated;
}

function entriesOf(value: unknown): [number | string, unknown][] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item]);
  return isRecord(value) ? Object.entries(value) : [];
}

type Fits = (schema: unknown, value: unknown) => boolean;

function ownKeys(value: Record<string, unknown>, schema: Record<string, unknown>, fits: Fits): Evaluated | undefined {
  const evaluated = new Set<string>();
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  for (const [key, inner] of Object.entries(value)) {
    const speaking = Object.entries(isRecord(schema['patternProperties']) ? schema['patternProperties'] : {})
      .filter(([pattern]) => new RegExp(pattern, 'u').test(key))
      .map(([, patterned]) => patterned);
    if (Object.hasOwn(properties, key)) speaking.push(properties[key]);
    if (speaking.length === 0 && 'additionalProperties' in schema) speaking.push(schema['additionalProperties']);
    if (!speaking.every((one) => fits(one, inner))) return undefined;
    if ('propertyNames' in schema && !fits(schema['propertyNames'], key)) return undefined;
    if (speaking.length > 0) evaluated.add(key);
  }
  return evaluated;
}

function ownItems(items: readonly unknown[], schema: Record<string, unknown>, fits: Fits): Evaluated | undefined {
  const evaluated = new Set<number>();
  const prefix = listOf(schema['prefixItems']);
  for (const [index, item] of items.entries()) {
    if (index >= prefix.length && !('items' in schema)) continue;
    if (!fits(index < prefix.length ? prefix[index] : schema['items'], item)) return undefined;
    evaluated.add(index);
  }
  if ('contains' in schema) {
    const found = [...items.keys()].filter((index) => fits(schema['contains'], items[index]));
    if (found.length < numberOr(schema['minContains'], 1)) return undefined;
    for (const index of found) evaluated.add(index);
  }
  return evaluated;
}

function branches(
  value: unknown,
  schema: Record<string, unknown>,
  evaluation: (schema: unknown) => Evaluated | undefined,
  resolve: Resolve,
): Evaluated | undefined {
  const all = [...listOf(schema['allOf'])];
  if (typeof schema['$ref'] === 'string') all.push(resolve(schema['$ref']));
  for (const [key, inner] of Object.entries(isRecord(schema['dependentSchemas']) ? schema['dependentSchemas'] : {})) {
    if (isRecord(value) && Object.hasOwn(value, key)) all.push(inner);
  }
  const answers = all.map(evaluation);
  const condition = 'if' in schema ? evaluation(schema['if']) : undefined;
  if ('if' in schema) {
    const keyword = condition ? 'then' : 'else';
    answers.push(condition ?? new Set(), keyword in schema ? evaluation(schema[keyword]) : new Set());
  }
  for (const keyword of ['anyOf', 'oneOf']) {
    if (!(keyword in schema)) continue;
    const fitting = listOf(schema[keyword])
      .map(evaluation)
      .filter((answer) => answer !== undefined);
    if (fitting.length === 0 || (keyword === 'oneOf' && fitting.length > 1)) return undefined;
    answers.push(...fitting);
  }
  if ('not' in schema && evaluation(schema['not']) !== undefined) return undefined;
  const evaluated = new Set<number | string>();
  for (const answer of answers) {
    if (answer === undefined) return undefined;
    for (const key of answer) evaluated.add(key);
  }
  return evaluated;
}

function keepsAssertions(value: unknown, schema: Record<string, unknown>): boolean {
  const types = [schema['type'] ?? typeNames(value)].flat();
  if (!typeNames(value).some((type) => types.includes(type))) return false;
  if ('const' in schema && !isDeepStrictEqual(value, schema['const'])) return false;
  if ('enum' in schema && !listOf(schema['enum']).some((one) => isDeepStrictEqual(value, one))) return false;
  if (typeof value === 'number') return keepsNumberRules(value, schema);
  if (typeof value === 'string') {
    const { pattern } = schema;
    return (
      isSized(Array.from(value).length, 'Length', schema) &&
      (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value))
    );
  }
  if (Array.isArray(value)) {
    const isUnique = value.every(
      (one, index) => !value.slice(index + 1).some((other) => isDeepStrictEqual(one, other)),
    );
    return isSized(value.length, 'Items', schema) && (schema['uniqueItems'] !== true || isUnique);
  }
  return !isRecord(value) || keepsObjectRules(value, schema);
}

function keepsNumberRules(value: number, schema: Record<string, unknown>): boolean {
  const isMultiple = value % numberOr(schema['multipleOf'], value === 0 ? 1 : value) === 0;
  return (
    value >= numberOr(schema['minimum'], value) &&
    value < numberOr(schema['exclusiveMaximum'], Infinity) &&
    (!('multipleOf' in schema) || isMultiple)
  );
}

function keepsObjectRules(value: Record<string, unknown>, schema: Record<string, unknown>): boolean {
  const hasAll = (keys: unknown) => listOf(keys).every((key) => Object.hasOwn(value, String(key)));
  const dependent = Object.entries(isRecord(schema['dependentRequired']) ? schema['dependentRequired'] : {});
  return (
    isSized(Object.keys(value).length, 'Properties', schema) &&
    hasAll(schema['required']) &&
    dependent.every(([key, keys]) => !Object.hasOwn(value, key) || hasAll(keys))
  );
}

function typeNames(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['number', 'integer'] : [typeof value];
}

function isSized(size: number, what: string, schema: Record<string, unknown>): boolean {
  return size >= numberOr(schema[`min${what}`], 0) && size <= numberOr(schema[`max${what}`], Infinity);
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
