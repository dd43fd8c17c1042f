import { basename } from 'node:path';
import { placeInside, placeOfFile, type SchemaPlace } from '../../hookspec/schema-place.js';
import { isRecord } from '../../hookspec/walk-schema.js';
import { pascalCase } from './identifier.js';

/** Keywords that a pointer passes on its way to a schema, which say nothing of what the schema is. */
const ON_THE_WAY: ReadonlySet<unknown> = new Set(['$defs', 'definitions', 'items', 'properties']);

/**
 * The name of the type that is made of a schema: of its title; else, of the file's name, and for a schema inside a file of
 * that file's type and its own key.
 */
export function nameOfSchema(place: SchemaPlace): string {
  const { file, path, schema } = place;
  const title = isRecord(schema) && typeof schema['title'] === 'string' ? pascalCase(schema['title']) : '';
  if (title !== '') return title;
  if (path.length > 0) {
    const own = path.filter((key) => !ON_THE_WAY.has(key)).map((key) => pascalCase(String(key)).replace(/^_/, ''));
    return nameOfSchema(placeOfFile(file)) + own.join('');
  }
  return pascalCase(basename(file.path).replace(/(\.schema)?\.[^.]*$/, '')) || 'Payload';
}

/** Where what names a schema stands: its title, or its beginning. */
export function placeOfName(place: SchemaPlace): SchemaPlace {
  return isRecord(place.schema) && 'title' in place.schema ? placeInside(place, 'title') : place;
}
