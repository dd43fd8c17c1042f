import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { DocumentPath } from '../../hookspec/positioned-document.js';
import { isRecord } from '../../hookspec/walk-schema.js';
import { referencesOf, type SchemaNode } from './schema-node.js';

// What stands in a `not`, an `if` or a `contains` asks a question: it does not say how a payload must be.
const ONE_INNER = ['additionalProperties', 'items', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'];
const INNER_LIST = ['prefixItems'];
const INNER_MAP = ['patternProperties', 'properties'];

/** The schemas that apply to the same value as a schema, whatever the value: those of `allOf`, and what it refers to. */
export function alwaysBeside(node: SchemaNode, targets: SchemaTargets): SchemaNode[] {
  return [...list(node, 'allOf'), ...referencesOf(node, targets)];
}

/** Groups of schemas of which a value always meets at least one: those of `anyOf`, of `oneOf`, and `then` with `else`. */
export function alternativesOf(node: SchemaNode): SchemaNode[][] {
  const { anyOf, oneOf } = node.schema;
  const branches = [...one(node, 'then'), ...one(node, 'else')];
  return [
    // Where one of them is a boolean, nothing can be said of all.
    ...(isListOfSchemas(anyOf) ? [list(node, 'anyOf')] : []),
    ...(isListOfSchemas(oneOf) ? [list(node, 'oneOf')] : []),
    ...(branches.length === 2 ? [branches] : []),
  ];
}

/**
 * The schemas that apply to the same value as a schema, always or at times: each of those that always do by itself, then
 * those of which some do, together.
 */
export function groupsBeside(node: SchemaNode, targets: SchemaTargets): SchemaNode[][] {
  return [
    ...alwaysBeside(node, targets).map((other) => [other]),
    list(node, 'anyOf'),
    list(node, 'oneOf'),
    [...one(node, 'then'), ...one(node, 'else')],
    [...map(node, 'dependentSchemas'), ...map(node, 'dependencies')],
  ];
}

/** A schema for a part of the value: a property, an item, a name. */
export interface PartSchema {
  /** Which part that is; the same in any other schema that applies to the value. */
  readonly part: DocumentPath;
  readonly node: SchemaNode;
}

/** The schemas for the parts of a value. */
export function partsOf(node: SchemaNode): PartSchema[] {
  return [
    ...ONE_INNER.flatMap((keyword) => one(node, keyword)),
    ...INNER_LIST.flatMap((keyword) => list(node, keyword)),
    ...INNER_MAP.flatMap((keyword) => map(node, keyword)),
  ].map((inner) => ({ part: inner.path.slice(node.path.length), node: inner }));
}

/** The schema that a schema has for a part, if it has one. */
export function partAt(node: SchemaNode, part: DocumentPath): SchemaNode | undefined {
  let value: unknown = node.schema;
  for (const key of part) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return isRecord(value) ? { ...node, schema: value, path: [...node.path, ...part] } : undefined;
}

function isListOfSchemas(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isRecord);
}

function one(node: SchemaNode, keyword: string): SchemaNode[] {
  return within(node, [[node.schema[keyword], [keyword]]]);
}

function list(node: SchemaNode, keyword: string): SchemaNode[] {
  const value = node.schema[keyword];
  return Array.isArray(value)
    ? within(
        node,
        value.map((inner: unknown, index) => [inner, [keyword, index]]),
      )
    : [];
}

function map(node: SchemaNode, keyword: string): SchemaNode[] {
  const value = node.schema[keyword];
  return isRecord(value)
    ? within(
        node,
        Object.entries(value).map(([key, inner]) => [inner, [keyword, key]]),
      )
    : [];
}

function within({ file, path }: SchemaNode, inner: readonly (readonly [unknown, DocumentPath])[]): SchemaNode[] {
  return inner.flatMap(([schema, way]) => (isRecord(schema) ? [{ file, schema, path: [...path, ...way] }] : []));
}
