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
 * @param visit gets the schema, the way to it, and what its visit to the schema around it returned. The way is that of the
 * moment: it goes on with the walk, and whoever keeps it copies it
 * @param inherited what the outermost schema gets in its place
 */
export function walkSchema<T>(
  schema: unknown,
  visit: (schema: SchemaObject, path: DocumentPath, inherited: T) => T,
  inherited: T,
): void {
  // One way that grows and shrinks: with one for each schema a walk took three times as long, and a file is walked often.
  walkInto(schema, visit, inherited, []);
}

function walkInto<T>(
  schema: unknown,
  visit: (schema: SchemaObject, path: DocumentPath, inherited: T) => T,
  inherited: T,
  path: (string | number)[],
): void {
  if (!isRecord(schema)) return;
  const handedDown = visit(schema, path, inherited);
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    // Most values are texts and numbers.
    if (typeof value !== 'object' || value === null) continue;
    path.push(keyword);
    if (ONE_SCHEMA.has(keyword)) {
      walkInto(value, visit, handedDown, path);
    } else if (isListOfSchemas(keyword, value) || isMapOfSchemas(keyword, value)) {
      for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
        path.push(key);
        walkInto(inner, visit, handedDown, path);
        path.pop();
      }
    }
    path.pop();
  }
}

function isListOfSchemas(keyword: string, value: object): value is unknown[] {
  return LIST_OF_SCHEMAS.has(keyword) && Array.isArray(value);
}

function isMapOfSchemas(keyword: string, value: object): value is SchemaObject {
  return MAP_OF_SCHEMAS.has(keyword) && isRecord(value);
}

/** Whether a value is an object with keys: neither `null` nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
