import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { SchemaLibrary } from '../../hookspec/schema-library.js';
import { isRecord } from '../../hookspec/walk-schema.js';
import { PayloadWalk } from './payload-walk.js';
import { SchemaGraph } from './schema-graph.js';
import type { Warning } from './warning.js';

/**
 * Warns of what a payload may be and probably should not: an object with any properties, a text of any length that is
 * matched against a pattern. A schema is warned of once, however many hooks use it.
 */
export function payloadWarnings(sources: readonly HookspecSource[], library: SchemaLibrary): Warning[] {
  const walk = new PayloadWalk(new SchemaGraph(library));
  for (const { input } of sources.flatMap(({ schemas }) => schemas)) {
    if (input && isRecord(input.schema)) walk.visitPayload({ file: input, schema: input.schema, path: [] });
  }
  return walk.warnings;
}
