import { basename } from 'node:path';
import type { DocumentPath } from '../../hookspec/positioned-document.js';
import { placeInside, placeOfFile, type SchemaPlace } from '../../hookspec/schema-place.js';
import { isRecord, MAP_OF_SCHEMAS } from '../../hookspec/walk-schema.js';
import { pascalCase } from './identifier.js';

/** Keywords that a pointer passes on its way to a schema, which say nothing of what the schema is. */
const ON_THE_WAY: ReadonlySet<unknown> = new Set(['$defs', 'definitions', 'properties']);

/**
 * The name of the type that is made of a schema: of its title; else, of the file's name, and for a schema inside a file of
 * that file's type and its own key.
 */
export function nameOfSchema(place: SchemaPlace): string {
  const { file, path, schema } = place;
  const title = isRecord(schema) && typeof schema['title'] === 'string' ? pascalCase(schema['title']) : '';
  if (title !== '') return title;
  if (path.length > 0) {
    return nameOfSchema(placeOfFile(file)) + wordsOnTheWay(path).map(wordOf).join('');
  }
  return pascalCase(basename(file.path).replace(/(\.schema)?\.[^.]*$/, '')) || 'Payload';
}

function wordsOnTheWay(path: DocumentPath): (number | string)[] {
  const words: (number | string)[] = [];
  let isName = false;
  for (const key of path) {
    if (isName || !ON_THE_WAY.has(key)) words.push(key);
    isName = !isName && MAP_OF_SCHEMAS.has(key);
  }
  return words;
}

/** A part of a name. A key without letters and digits is told by the numbers of its characters. */
function wordOf(key: number | string): string {
  const text = String(key);
  const word = pascalCase(text).replace(/^_/, '');
  return word || Array.from(text, (character) => `U${character.codePointAt(0)?.toString(16).toUpperCase()}`).join('');
}

/** Where what names a schema stands: its title, or its beginning. */
export function placeOfName(place: SchemaPlace): SchemaPlace {
  return isRecord(place.schema) && 'title' in place.schema ? placeInside(place, 'title') : place;
}
