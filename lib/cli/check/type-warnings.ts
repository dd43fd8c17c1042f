import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { SchemaFile } from '../../hookspec/schema-file.js';
import type { SchemaLibrary } from '../../hookspec/schema-library.js';
import { placeOfFile } from '../../hookspec/schema-place.js';
import { SchemaTargets } from '../../hookspec/schema-targets.js';
import { SchemaShapes } from '../shape/schema-shapes.js';
import type { Shape, Variant } from '../shape/shape.js';
import type { Warning } from './warning.js';

/** Warns of payloads that are described as objects and may be anything else as well: `properties` speak of objects only. */
export function typeWarnings(sources: readonly HookspecSource[], library: SchemaLibrary): Warning[] {
  const shapes = new SchemaShapes(new SchemaTargets((path) => library.find(path)));
  const payloads = new Set(sources.flatMap(({ schemas }) => schemas.flatMap(({ input }) => input ?? [])));
  return [...payloads].filter((file) => library.compile(file) && isHalfDescribed(shapes, file)).map(warningAt);
}

function isHalfDescribed(shapes: SchemaShapes, file: SchemaFile): boolean {
  try {
    const shape = shapes.follow(shapes.of(placeOfFile(file))) ?? [];
    return has(shape, 'string') && has(shape, 'number') && shape.some(saysMore);
  } catch (error) {
    // Nested more deeply than the stack is: that is no reason for a warning.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function has(shape: Shape, kind: Variant['is']): boolean {
  return shape.some(({ is }) => is === kind);
}

function saysMore(variant: Variant): boolean {
  return variant.is === 'record' && variant.fields.size > 0;
}

function warningAt(file: SchemaFile): Warning {
  const position = file.document().positionOfKey([], 'properties');
  const message = 'the payload may as well be a text, a number or a list: add "type": "object"';
  return { rule: 'missing-type', file: file.path, position, message };
}
