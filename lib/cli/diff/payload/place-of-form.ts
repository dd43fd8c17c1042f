import { placeInside, placeOfFile, type SchemaPlace } from '../../../hookspec/schema-place.js';
import type { RecordVariant } from '../../shape/shape.js';

/** Where one of several forms of an object stands: the schema whose `properties` only it has. `undefined` without any. */
export function placeOfForm(form: RecordVariant, forms: readonly RecordVariant[]): SchemaPlace | undefined {
  const others = new Set(
    forms
      .filter((other) => other !== form)
      .flatMap(placesOf)
      .map(keyOf),
  );
  const own = placesOf(form).find((place) => !others.has(keyOf(place)));
  return own && placeInside(placeOfFile(own.file), ...own.path.slice(0, -2));
}

function placesOf({ fields }: RecordVariant): SchemaPlace[] {
  return [...fields.values()].flatMap(({ places }) => places);
}

function keyOf({ file, path }: SchemaPlace): string {
  return JSON.stringify([file.path, path]);
}
