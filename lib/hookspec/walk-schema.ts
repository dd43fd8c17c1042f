import type { DocumentPath } from './positioned-document.js';

/** A JSON Schema that is an object. */
export type SchemaObject = Record<string, unknown>;

// The keywords of JSON Schema 2020-12 (and the two it deprecates) whose values are schemas: all other values, such as
// those of `const`, `enum` and `examples`, are data, in which a "$ref" refers to nothing.
const ONE_SCHEMA = new Set([
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
const LIST_OF_SCHEMAS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** The keywords whose values are maps of schemas: their keys are names that somebody gave. */
export const MAP_OF_SCHEMAS: ReadonlySet<unknown> = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);

/**
 * Visits a schema and every schema inside it, outer ones first.
 *
 * @param visit gets the schema, the way to it, and what its visit to the schema around it returned
 * @param inherited what the outermost schema gets in its place
 */
export function walkSchema<T>(
  schema: unknown,
  visit: (schema: SchemaObject, path: DocumentPath, inherited: T) => T,
  inherited: T,
  path: DocumentPath = [],
): void {
  if (!isRecord(schema)) return;
  const handedDown = visit(schema, path, inherited);
  for (const [keyword, value] of Object.entries(schema)) {
    for (const [inner, innerPath] of schemasIn(keyword, value)) {
      walkSchema(inner, visit, handedDown, [...path, ...innerPath]);
    }
  }
}

function schemasIn(keyword: string, value: unknown): [unknown, DocumentPath][] {
  if (ONE_SCHEMA.has(keyword)) return [[value, [keyword]]];
  if (LIST_OF_SCHEMAS.has(keyword) && Array.isArray(value)) {
    return value.map((inner, index) => [inner, [keyword, index]]);
  }
  if (MAP_OF_SCHEMAS.has(keyword) && isRecord(value)) {
    return Object.entries(value).map(([key, inner]) => [inner, [keyword, key]]);
  }
  return [];
}

/** Whether a value is an object with keys: neither `null` nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
