import type { SchemaPlace } from '../../hookspec/schema-place.js';

/**
 * The values that a schema lets through: those that fit one of the variants. Without variants there are none.
 *
 * What a shape cannot say exactly it says too widely: a value that a schema lets through always fits its shape. What was
 * left out stands as a rule in {@link Limits}.
 */
export type Shape = readonly Variant[];

/** One form that values can have. Every JSON value is of exactly one of the six kinds, a literal of that of its value. */
export type Variant =
  | LiteralVariant
  | NullVariant
  | BooleanVariant
  | NumberVariant
  | StringVariant
  | ListVariant
  | RecordVariant
  | ReferenceVariant;

/** `null`. */
export interface NullVariant {
  readonly is: 'null';
  readonly limits: Limits;
}

/** `true` or `false`. */
export interface BooleanVariant {
  readonly is: 'boolean';
  readonly limits: Limits;
}

/** One value. Lists and objects that are named whole are {@link ListVariant}s and {@link RecordVariant}s of literals. */
export interface LiteralVariant {
  readonly is: 'literal';
  readonly value: boolean | number | string;
  readonly limits: Limits;
}

/** Any number within the limits. */
export interface NumberVariant {
  readonly is: 'number';
  /** Whether only whole numbers fit. */
  readonly whole: boolean;
  readonly limits: Limits;
}

/** Any text within the limits. */
export interface StringVariant {
  readonly is: 'string';
  readonly limits: Limits;
}

/** An array. */
export interface ListVariant {
  readonly is: 'list';
  /** The items that have shapes of their own, from the first on. How many there must be is a limit. */
  readonly first: readonly Shape[];
  /** All other items; no variant when there are none. */
  readonly rest: Shape;
  /** Whether `unevaluatedItems` has nothing to say of the rest. */
  readonly isRestEvaluated: boolean;
  readonly limits: Limits;
}

/** An object. */
export interface RecordVariant {
  readonly is: 'record';
  readonly fields: ReadonlyMap<string, Field>;
  /** The keys that are no fields and match a pattern, by the pattern. */
  readonly patterns: ReadonlyMap<string, Shape>;
  /** All other keys; no variant when there are none: then the object is closed. */
  readonly rest: Shape;
  /** Whether `unevaluatedProperties` has nothing to say of the rest. */
  readonly isRestEvaluated: boolean;
  readonly limits: Limits;
}

/** A key that an object may have. */
export interface Field {
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** Whether `unevaluatedProperties` has nothing to say of it. */
  readonly isEvaluated: boolean;
  /** The schemas that describe it, in `properties`. */
  readonly places: readonly SchemaPlace[];
}

/** Whatever fits another schema, and the limits. */
export interface ReferenceVariant {
  readonly is: 'reference';
  readonly to: SchemaPlace;
  readonly limits: Limits;
}

/** What a variant demands besides its form. */
export interface Limits {
  readonly bounds: ReadonlyMap<Bound, number>;
  /** Keywords that are only compared as they are written, such as `pattern "^a"`. In these words people read them, but for the unexpressed ones. */
  readonly rules: ReadonlySet<string>;
}

/** The keywords that bound a size. */
export type Bound = LowerBound | UpperBound;

/** A value must come to as much or more. */
export type LowerBound = 'exclusiveMinimum' | 'minItems' | 'minLength' | 'minProperties' | 'minimum';

/** A value may come to as much or less. */
export type UpperBound = 'exclusiveMaximum' | 'maxItems' | 'maxLength' | 'maxProperties' | 'maximum';

/** The bounds of each kind of value, lower ones first. */
export const BOUNDS_OF = {
  number: ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
  string: ['minLength', 'maxLength'],
  list: ['minItems', 'maxItems'],
  record: ['minProperties', 'maxProperties'],
} as const satisfies Record<string, readonly Bound[]>;

/** Whether a bound says how little is too little. */
export function isLowerBound(bound: Bound): bound is LowerBound {
  return /^(min|exclusiveMin)/.test(bound);
}

/** No limits. */
export const UNLIMITED: Limits = { bounds: new Map(), rules: new Set() };

/** No value. */
export const NOTHING: Shape = [];

const ANY_VALUE: Variant[] = [];

/** Every value. */
export const ANYTHING: Shape = ANY_VALUE;

/** Every array. */
export const ANY_LIST: ListVariant = {
  is: 'list',
  first: [],
  rest: ANYTHING,
  isRestEvaluated: false,
  limits: UNLIMITED,
};

/** Every object. */
export const ANY_RECORD: RecordVariant = {
  is: 'record',
  fields: new Map(),
  patterns: new Map(),
  rest: ANYTHING,
  isRestEvaluated: false,
  limits: UNLIMITED,
};

// Filled here, because its arrays and objects may hold every value again.
ANY_VALUE.push(
  { is: 'string', limits: UNLIMITED },
  { is: 'number', whole: false, limits: UNLIMITED },
  { is: 'boolean', limits: UNLIMITED },
  { is: 'null', limits: UNLIMITED },
  ANY_LIST,
  ANY_RECORD,
);
