import type { DocumentPath } from '../../../hookspec/positioned-document.js';
import type { SchemaPlace } from '../../../hookspec/schema-place.js';
import type { Surroundings } from '../../shape/intersection.js';
import type { Shape } from '../../shape/shape.js';
import type { ShapeCode } from '../change.js';

/** A change of the values that a schema lets through. */
export interface ShapeChange {
  readonly code: ShapeCode;
  readonly path: string;
  /** What changed, in a few words that stand behind the path: `is gone: it was string`. */
  readonly what: string;
  /** Whether something that was let through may not be any more. */
  readonly narrows: boolean;
  /** Whether something may be let through that was not, keys apart that nobody knew. */
  readonly widens: boolean;
  /** The form of the value that is meant, where there are several. */
  readonly form: string | undefined;
  readonly place: SchemaPlace;
  /** Whether something is refused all the same: under a key that nobody knew, and that has a field now. */
  readonly refusesUnknown: boolean;
}

/** What changed, with what is needed to tell where. */
export interface Finding {
  readonly code: ShapeCode;
  readonly what: string;
  readonly narrows?: boolean;
  readonly widens?: boolean;
  readonly refusesUnknown?: boolean;
  /** The keywords that it may stand at, the likeliest first. */
  readonly keywords?: readonly DocumentPath[];
  /** What the keyword's list holds on one of the sides: it may stand in several places. */
  readonly listed?: string;
  /** Whether it stands in the old schema only. */
  readonly isGone?: boolean;
}

/** A value whose old and new schema are compared. */
export interface Spot {
  readonly path: string;
  readonly form: string | undefined;
  readonly old: SchemaPlace;
  readonly new: SchemaPlace;
}

/** The old and the new schemas. */
export interface Side {
  /** Where a keyword stands that speaks of the same value as a schema does. */
  readonly find: (place: SchemaPlace, ...way: DocumentPath) => SchemaPlace | undefined;
  readonly findAll: (place: SchemaPlace, ...way: DocumentPath) => readonly SchemaPlace[];
  readonly around: Surroundings;
  readonly follow: (shape: Shape) => Shape;
}

/** Compares shapes; what compares one kind of value uses it for the values inside. */
export interface Comparison {
  readonly old: Side;
  readonly new: Side;
  /** What changed between two shapes; nothing when that is told, or being looked for, already. */
  compare(old: Shape, next: Shape, spot: Spot): ShapeChange[];
  /** A change at a spot. */
  change(spot: Spot, finding: Finding): ShapeChange;
}

/** The path to a field. */
export function fieldPath(path: string, name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$-]*$/u.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

/** Whether nothing that was let through is refused any more. */
export function isNowhereNarrower(changes: readonly ShapeChange[]): boolean {
  return changes.every(({ narrows }) => !narrows);
}

/** Whether nothing is let through that was not. */
export function isNowhereWider(changes: readonly ShapeChange[]): boolean {
  return changes.every(({ widens }) => !widens);
}
