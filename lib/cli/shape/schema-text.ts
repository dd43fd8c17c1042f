import { placeInside, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import { isRecord } from '../../hookspec/walk-schema.js';

/** Keywords that check nothing. */
const WORDS: ReadonlySet<string> = new Set([
  '$anchor',
  '$comment',
  '$defs',
  '$dynamicAnchor',
  '$id',
  '$schema',
  'default',
  'definitions',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
]);

/**
 * What a schema demands, as one text that stays the same when keys change places, words change, or a part moves behind a
 * reference.
 */
export function schemaText(place: SchemaPlace, targets: SchemaTargets): string {
  return textOf(place, targets, []);
}

function textOf(place: SchemaPlace, targets: SchemaTargets, around: readonly unknown[]): string {
  const { schema } = place;
  if (Array.isArray(schema)) {
    return `[${schema.map((_, index) => textOf(placeInside(place, index), targets, around)).join()}]`;
  }
  if (!isRecord(schema)) return JSON.stringify(schema);
  const keys = Object.keys(schema).filter((key) => !WORDS.has(key));
  const target = targets.of(place);
  if (target !== undefined && keys.length === 1) {
    // A schema may hold itself: how many schemas further out is the same in every copy.
    const depth = around.indexOf(target.schema);
    return depth === -1 ? textOf(target, targets, [target.schema, ...around]) : `"^${depth}"`;
  }
  const members = keys.toSorted().map((key) => {
    const inner =
      key === '$ref' && target !== undefined && !around.includes(target.schema)
        ? textOf(target, targets, [target.schema, ...around])
        : textOf(placeInside(place, key), targets, around);
    return `${JSON.stringify(key)}:${inner}`;
  });
  return `{${members.join()}}`;
}
