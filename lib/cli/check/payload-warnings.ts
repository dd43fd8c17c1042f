import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { SchemaLibrary } from '../../hookspec/schema-library.js';
import { placeOfFile } from '../../hookspec/schema-place.js';
import { SchemaTargets } from '../../hookspec/schema-targets.js';
import { PayloadWalk } from './payload-walk.js';
import { isNode } from './schema-node.js';
import type { Warning } from './warning.js';

/**
 * Warns of what a payload may be and probably should not: an object with any properties, a text of any length that is
 * matched against a pattern. A schema is warned of once, however many hooks use it.
 */
export function payloadWarnings(sources: readonly HookspecSource[], library: SchemaLibrary): Warning[] {
  const walk = new PayloadWalk(new SchemaTargets((path) => library.find(path)));
  for (const { input } of sources.flatMap(({ schemas }) => schemas)) {
    // What is wrong with one that is refused comes first.
    const payload = input && library.compile(input) && placeOfFile(input);
    if (payload && isNode(payload)) walk.visitPayload(payload);
  }
  return walk.warnings;
}
