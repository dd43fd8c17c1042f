import type { DocumentPath } from '../../../hookspec/positioned-document.js';
import { placeInside, type SchemaPlace } from '../../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../../hookspec/schema-targets.js';
import { isRecord } from '../../../hookspec/walk-schema.js';

const BRANCHES = ['allOf', 'anyOf', 'oneOf'] as const;
const SINGLE_BRANCHES = ['then', 'else'] as const;

/**
 * Finds where a keyword stands that speaks of the same value as a schema does: in it, behind its reference, or in one of
 * its branches.
 *
 * @param way the keyword, and the way on from it
 */
export function findInSchema(
  place: SchemaPlace,
  targets: SchemaTargets,
  ...way: DocumentPath
): SchemaPlace | undefined {
  return search(place, targets, way, new Set()).next().value ?? undefined;
}

/** All places where such a keyword stands. */
export function findAllInSchema(place: SchemaPlace, targets: SchemaTargets, ...way: DocumentPath): SchemaPlace[] {
  return [...search(place, targets, way, new Set())];
}

function* search(
  place: SchemaPlace,
  targets: SchemaTargets,
  way: DocumentPath,
  seen: Set<unknown>,
): Generator<SchemaPlace, undefined> {
  const { schema } = place;
  if (!isRecord(schema) || seen.has(schema)) return undefined;
  seen.add(schema);
  const own = placeInside(place, ...way);
  if (own.schema !== undefined) yield own;
  for (const branch of branchesOf(place, targets)) yield* search(branch, targets, way, seen);
  return undefined;
}

/** The schemas that speak of the same value as a schema does, one step away. */
export function branchesOf(place: SchemaPlace, targets: SchemaTargets): SchemaPlace[] {
  const { schema } = place;
  if (!isRecord(schema)) return [];
  const target = targets.of(place);
  const lists = BRANCHES.flatMap((keyword) => {
    const branches = schema[keyword];
    return Array.isArray(branches) ? branches.map((_, index) => placeInside(place, keyword, index)) : [];
  });
  const singles = SINGLE_BRANCHES.filter((keyword) => keyword in schema).map((keyword) => placeInside(place, keyword));
  return [...(target === undefined ? [] : [target]), ...lists, ...singles];
}
