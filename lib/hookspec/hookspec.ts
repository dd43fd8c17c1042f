import type { UnknownKeyFilter } from './known-keys/unknown-key-filter.js';
import type { PayloadValidator } from './payload-validator.js';
import type { PayloadSnapshot } from './snapshot/payload-snapshot.js';

/** The closed set of ways a hook can be run. This module runs `broadcast_notify`. */
export type DispatchClass = 'singleton' | 'broadcast_collect' | 'broadcast_notify' | 'chain' | 'capability';

/** One hook as its hookspec declares it. */
export interface HookDeclaration {
  readonly kind: string;
  readonly name: string;
  readonly dispatch: DispatchClass;
  readonly description: string | undefined;
  /** The parsed JSON Schema of the payload, as it stands in its file. */
  readonly inputSchema: unknown;
  /** The parsed JSON Schema of what plugins return; unused by `broadcast_notify`. */
  readonly outputSchema: unknown;
  readonly mcpExposed: boolean;
  readonly mcpToolNameTemplate: string | undefined;
  /** Checks a payload against {@link inputSchema}. */
  readonly validate: PayloadValidator;
  /** Makes what copies payloads that look as {@link inputSchema} says. It takes tens of microseconds. */
  readonly compileSnapshot: () => PayloadSnapshot;
  /**
   * The payload (plain JSON data, as `JSON.parse` gives it) without the keys that its closed objects do not know; the payload
   * itself where there are none, or where it is valid as it is. It never throws and does not alter what it is given.
   *
   * It is for payloads of a newer minor version, whose new optional keys `additionalProperties: false` would refuse. Closed
   * is an object when any schema that looks at it is; known is a key to all of them when it is to one.
   */
  readonly withoutUnknownKeys: UnknownKeyFilter;
}

/** One loaded hookspec file: a kind and its hooks. */
export interface Hookspec {
  readonly kind: string;
  /** SemVer. */
  readonly kindApiVersion: string;
  readonly description: string | undefined;
  /** Kept as the file has it. */
  readonly constraints: Readonly<Record<string, unknown>>;
  /** The real path of the file. */
  readonly file: string;
  /** By name, in the order of the file. */
  readonly hooks: ReadonlyMap<string, HookDeclaration>;
}
