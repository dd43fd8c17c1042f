import type { SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../hookspec/schema-targets.js';
import { isRecord, type SchemaObject } from '../../hookspec/walk-schema.js';

/** A schema somewhere in a file that says something: neither `true` nor `false`. */
export interface SchemaNode extends SchemaPlace {
  readonly schema: SchemaObject;
}

/** Whether a schema says something. */
export function isNode(place: SchemaPlace): place is SchemaNode {
  return isRecord(place.schema);
}

/** The schemas that a schema refers to by its own keywords. */
export function referencesOf(node: SchemaNode, targets: SchemaTargets): SchemaNode[] {
  return (['$ref', '$dynamicRef'] as const).flatMap((keyword) => {
    const target = targets.of(node, keyword);
    return target !== undefined && isNode(target) ? [target] : [];
  });
}
