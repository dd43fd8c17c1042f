import { placeInside, type SchemaPlace } from '../../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../../hookspec/schema-targets.js';
import { isRecord, type SchemaObject } from '../../../hookspec/walk-schema.js';
import { fieldPath } from './comparison.js';
import { branchesOf } from './schema-search.js';
import { isKnownFormat } from './value-rules.js';

/** A keyword that checks nothing, as it stands in a schema. */
export interface Words {
  readonly keyword: string;
  readonly place: SchemaPlace;
}

/** The words about each value, by the path to it; for one path, by what they are. */
export type WordsByPath = ReadonlyMap<string, ReadonlyMap<string, Words>>;

/** Beyond as many, a schema is a maze of references. */
const MAX_SCHEMAS = 20_000;

/** Keywords that check something, or lead to something, or only name: none of them is words. */
const NO_WORDS: ReadonlySet<string> = new Set(
  [
    ['$anchor', '$defs', '$dynamicAnchor', '$dynamicRef', '$id', '$ref', '$schema', '$vocabulary', 'definitions'],
    ['additionalProperties', 'allOf', 'anyOf', 'const', 'contains', 'dependencies', 'dependentRequired'],
    ['dependentSchemas', 'else', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'if', 'items', 'maxContains'],
    ['maxItems', 'maxLength', 'maxProperties', 'maximum', 'minContains', 'minItems', 'minLength', 'minProperties'],
    ['minimum', 'multipleOf', 'not', 'oneOf', 'pattern', 'patternProperties', 'prefixItems', 'properties'],
    ['propertyNames', 'required', 'then', 'type', 'unevaluatedItems', 'unevaluatedProperties', 'uniqueItems'],
  ].flat(),
);

/** Gathers the words of a schema and of all that it refers to, wherever each of them stands. */
export function wordsOf(place: SchemaPlace, targets: SchemaTargets, name: string): WordsByPath {
  const found = new Map<string, Map<string, Words>>();
  let left = MAX_SCHEMAS;
  const gather = (at: SchemaPlace, path: string, around: readonly unknown[]): void => {
    if (!isRecord(at.schema) || --left < 0) return;
    const words = found.get(path) ?? new Map<string, Words>();
    found.set(path, words);
    for (const keyword of Object.keys(at.schema).filter((key) => isWords(key, at.schema))) {
      const text = `${keyword} ${JSON.stringify(at.schema[keyword], inOneOrder)}`;
      if (!words.has(text)) words.set(text, { keyword, place: placeInside(at, keyword) });
    }
    // A schema that holds itself says the same again further in.
    if (around.includes(at.schema)) return;
    const within = [...around, at.schema];
    for (const branch of [...branchesOf(at, targets), ...conditionsOf(at, at.schema)]) gather(branch, path, within);
    for (const [inner, innerPath] of innerValues(at, at.schema, path)) gather(inner, innerPath, within);
  };
  gather(place, name, []);
  return found;
}

/** A replacer for `JSON.stringify`: the keys of an object may stand in any order. */
function inOneOrder(_key: string, value: unknown): unknown {
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}

function isWords(keyword: string, schema: unknown): boolean {
  if (keyword !== 'format') return !NO_WORDS.has(keyword);
  return isRecord(schema) && !isKnownFormat(JSON.stringify(schema[keyword]));
}

/** The schemas that tell when another one applies, or what does not. */
function conditionsOf(place: SchemaPlace, schema: SchemaObject): SchemaPlace[] {
  const dependent = isRecord(schema['dependentSchemas']) ? Object.keys(schema['dependentSchemas']) : [];
  return [
    placeInside(place, 'if'),
    placeInside(place, 'not'),
    ...dependent.map((name) => placeInside(place, 'dependentSchemas', name)),
  ];
}

/** The schemas that speak of values inside, with the paths to those. */
function innerValues(place: SchemaPlace, schema: SchemaObject, path: string): [SchemaPlace, string][] {
  const keysOf = (keyword: string) => (isRecord(schema[keyword]) ? Object.keys(schema[keyword]) : []);
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  return [
    ...keysOf('properties').map((name): [SchemaPlace, string] => {
      return [placeInside(place, 'properties', name), fieldPath(path, name)];
    }),
    ...keysOf('patternProperties').map((pattern): [SchemaPlace, string] => {
      return [placeInside(place, 'patternProperties', pattern), `${path}./${pattern}/`];
    }),
    ...prefix.map((_, index): [SchemaPlace, string] => [placeInside(place, 'prefixItems', index), `${path}[${index}]`]),
    [placeInside(place, 'items'), `${path}[]`],
    [placeInside(place, 'contains'), `${path}[]`],
    [placeInside(place, 'unevaluatedItems'), `${path}[]`],
    [placeInside(place, 'propertyNames'), `${path}.*`],
    [placeInside(place, 'additionalProperties'), `${path}.*`],
    [placeInside(place, 'unevaluatedProperties'), `${path}.*`],
  ];
}
