import type { SchemaFile } from '../../hookspec/schema-file.js';
import { walkSchema } from '../../hookspec/walk-schema.js';
import type { Warning } from './warning.js';

/** Warns of `nullable: true`, a keyword of OpenAPI 3.0 that JSON Schema 2020-12 passes over: `null` is refused all the same. */
export function nullableWarnings(files: readonly SchemaFile[]): Warning[] {
  const warnings: Warning[] = [];
  for (const file of files) {
    walkSchema(
      file.schema,
      ({ nullable, type }, path) => {
        if (nullable !== true) return;
        const fix = typeof type === 'string' ? `write "type": ["${type}", "null"]` : "let 'type' name null as well";
        warnings.push({
          rule: 'nullable',
          file: file.path,
          position: file.document().positionOfKey(path, 'nullable'),
          message: `'nullable' means nothing in JSON Schema, so null is refused: ${fix}`,
        });
      },
      undefined,
    );
  }
  return warnings;
}
