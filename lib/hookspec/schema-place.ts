import type { DocumentPath } from './positioned-document.js';
import type { SchemaFile } from './schema-file.js';
import { isRecord } from './walk-schema.js';

/** A schema, and where it stands. */
export interface SchemaPlace {
  readonly file: SchemaFile;
  /** The way to it in its file; empty for the whole file. */
  readonly path: DocumentPath;
  /** What stands there: an object or a boolean in any file that could be loaded. */
  readonly schema: unknown;
}

/** The schema that is a whole file. */
export function placeOfFile(file: SchemaFile): SchemaPlace {
  return { file, path: [], schema: file.schema };
}

/** The schema at the end of a way through another one. */
export function placeInside({ file, path, schema }: SchemaPlace, ...way: DocumentPath): SchemaPlace {
  let inner = schema;
  for (const key of way) inner = isRecord(inner) || Array.isArray(inner) ? Reflect.get(inner, key) : undefined;
  return { file, path: [...path, ...way], schema: inner };
}
