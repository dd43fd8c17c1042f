/**
 * Which keys the schemas of a payload know. It is plain data, so that it can be written into a compiled file, where the
 * schemas that a `$ref` leads to are not.
 *
 * Rows refer to one another by index. The first says nothing, and stands for every schema that does not; the second is the
 * one of the payload itself.
 */
export type KeyTable = readonly KeyRow[];

/** The index of the row that says nothing. */
export const NOTHING = 0;
/** The index of the row of the payload itself. */
export const PAYLOAD = 1;

/** What one schema says of the value that it looks at. What it does not say is left out. */
export interface KeyRow {
  /** Pairs and no map: as a key of an object in JSON, `__proto__` is easily lost. */
  readonly properties?: readonly KnownKey[] | undefined;
  readonly patterns?: readonly KnownKey[] | undefined;
  /** Looks at the values of all other keys. */
  readonly additional?: number | undefined;
  /** Looks at the values of the keys that no schema knows. */
  readonly unevaluated?: number | undefined;
  /** Each looks at the item at its place. */
  readonly firstItems?: readonly number[] | undefined;
  /** Looks at all other items. */
  readonly items?: number | undefined;
  /** Looks at the items that no schema knows. */
  readonly unevaluatedItems?: number | undefined;
  /** Look at the same value. */
  readonly beside?: readonly number[] | undefined;
  /** Whether it refuses keys that it does not know. */
  readonly isClosed?: true | undefined;
  /** Whether it refers to a schema that is in no file: nobody can say which keys that knows. */
  readonly isVague?: true | undefined;
}

/** A key, or a pattern of keys, and the row of what looks at its value. */
export type KnownKey = readonly [name: string, value: number];
