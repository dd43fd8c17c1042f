import { ANNOTATIONS } from '../annotations.js';
import { boundsItself } from './bounded-pattern.js';
import { isRecord, type SchemaObject } from '../../hookspec/walk-schema.js';

/** Whether a schema is about an object: it says so, or names properties. */
export function describesObject({ type, properties }: SchemaObject): boolean {
  return type === undefined ? isRecord(properties) : includesType(type, 'object');
}

/** Whether no object that a schema takes has properties which are not provided for. A map of values with a schema is. */
export function isClosedByItself(schema: SchemaObject): boolean {
  const { type, additionalProperties, unevaluatedProperties } = schema;
  if (isOneOfFew(schema) || (type !== undefined && !includesType(type, 'object'))) return true;
  return [additionalProperties, unevaluatedProperties].some((rest) => rest !== undefined && !takesAnything(rest));
}

/** Whether no text that a schema takes can be of any length. */
export function isBoundedByItself(schema: SchemaObject): boolean {
  const { type, maxLength, pattern } = schema;
  if (isOneOfFew(schema) || maxLength !== undefined || (type !== undefined && !includesType(type, 'string')))
    return true;
  return typeof pattern === 'string' && boundsItself(pattern);
}

function isOneOfFew(schema: SchemaObject): boolean {
  return schema['const'] !== undefined || Array.isArray(schema['enum']);
}

function includesType(type: unknown, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name));
}

function takesAnything(schema: unknown): boolean {
  return schema === true || (isRecord(schema) && Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword)));
}
