import type { HookspecSource } from '../../hookspec/hookspec-reader.js';
import type { HookDeclaration } from '../../hookspec/hookspec.js';
import { placeOfFile, type SchemaPlace } from '../../hookspec/schema-place.js';

/** A hook that can be subscribed to and published here, and the schema of its payload. */
export interface PayloadSchema {
  readonly hook: HookDeclaration;
  readonly place: SchemaPlace;
}

/** The payloads of a kind that this module delivers, in the order of the file: hooks of other dispatch classes have none. */
export function payloadSchemas({ hookspec, schemas }: HookspecSource): PayloadSchema[] {
  return [...hookspec.hooks.values()].flatMap((hook, index) => {
    const input = schemas[index]?.input;
    return input !== undefined && hook.dispatch === 'broadcast_notify' ? [{ hook, place: placeOfFile(input) }] : [];
  });
}
