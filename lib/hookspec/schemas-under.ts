import { placeInside, type SchemaPlace } from './schema-place.js';
import { isRecord, MAP_OF_SCHEMAS } from './walk-schema.js';

/** The schemas under a keyword of a schema: the one that stands there, or those of the list or the map that does. */
export function schemasUnder(place: SchemaPlace, keyword: string): SchemaPlace[] {
  const value = isRecord(place.schema) ? place.schema[keyword] : undefined;
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((_, index) => placeInside(place, keyword, index));
  if (!MAP_OF_SCHEMAS.has(keyword)) return [placeInside(place, keyword)];
  return isRecord(value) ? Object.keys(value).map((name) => placeInside(place, keyword, name)) : [];
}
