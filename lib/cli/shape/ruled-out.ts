import { placeInside, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { SchemaObject } from '../../hookspec/walk-schema.js';
import { schemaText } from './schema-text.js';

/** Keywords that only rule values out, in ways that a shape has no words for, with those that belong to them. */
const RULED_OUT: readonly (readonly [string, readonly string[]])[] = [
  ['$dynamicRef', []],
  ['contains', ['minContains', 'maxContains']],
  ['dependentRequired', []],
  ['dependentSchemas', []],
  ['dependencies', []],
  ['if', ['then', 'else']],
  ['not', []],
  ['propertyNames', []],
];

/** The rules that a schema sets with such keywords, by the keyword. */
export function ruledOut(
  place: SchemaPlace,
  schema: SchemaObject,
  targets: SchemaTargets,
): { readonly keyword: string; readonly rule: string }[] {
  return RULED_OUT.filter(([keyword]) => keyword in schema).map(([keyword, companions]) => {
    const texts = [keyword, ...companions.filter((companion) => companion in schema)].map((key) => {
      return `${key} ${schemaText(placeInside(place, key), targets)}`;
    });
    return { keyword, rule: texts.join(' ') };
  });
}
