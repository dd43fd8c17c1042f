import type { DocumentPath } from '../../../hookspec/positioned-document.js';
import type { SchemaPlace } from '../../../hookspec/schema-place.js';
import type { Finding, Side } from './comparison.js';

/** A value in the schemas of one side. */
interface Located {
  readonly side: Side;
  readonly place: SchemaPlace;
}

/**
 * Where the keyword of a change stands: in the new schema, or in the old one when it is gone from there. `undefined` when it
 * stands in neither.
 */
export function placeOfChange(
  { keywords = [], listed, isGone = false }: Finding,
  old: Located,
  next: Located,
): SchemaPlace | undefined {
  if (listed !== undefined) {
    const found = keywords.map((way) => placeOfListed(listed, way, old, next)).find((place) => place !== undefined);
    if (found !== undefined) return found;
  }
  const first = ({ side, place }: Located) => {
    return keywords.map((way) => side.find(place, ...way)).find((found) => found !== undefined);
  };
  return isGone ? first(old) : (first(next) ?? first(old));
}

/** The list that holds a value on one side; where it holds it on the old one, the list that stands for it now. */
function placeOfListed(value: string, way: DocumentPath, old: Located, next: Located): SchemaPlace | undefined {
  const [before, after] = [old, next].map(({ side, place }) => side.findAll(place, ...way));
  const holds = ({ schema }: SchemaPlace) => Array.isArray(schema) && schema.includes(value);
  const held = after?.find(holds);
  if (held !== undefined || before === undefined || after === undefined) return held;
  return before.length === after.length ? after[before.findIndex(holds)] : undefined;
}
