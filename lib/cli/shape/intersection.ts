import { matches } from './key-pattern.js';
import { bothLimits, isWithinBounds } from './limits.js';
import {
  ANYTHING,
  type Field,
  type ListVariant,
  type LiteralVariant,
  type RecordVariant,
  type Shape,
  type Variant,
} from './shape.js';
import { tidyList, tidyRecord } from './tidy-forms.js';
import { areToldApart } from './told-apart.js';
import { keyOfShape, union } from './union.js';
import { weightOf } from './weight.js';

/** What is needed to intersect shapes that refer to schemas. */
export interface Surroundings {
  /**
   * Replaces references by the forms behind them, further references followed. `undefined` when one leads to a schema
   * whose shape is being found right now.
   */
  readonly follow: (shape: Shape) => Shape | undefined;
  /** Is told when one of two shapes is left out, so that the result is wider. */
  readonly onLeftOut: () => void;
  /** What pairs of shapes with references have come to so far; `undefined` for those whose turn has not ended. */
  readonly pairs?: Map<string, Shape | undefined>;
}

/** Beyond as many combinations of objects and lists, one of two shapes is left out. */
const MAX_COMBINATIONS = 256;

/** Nor may what two shapes have in common be written out in so many forms more than the two were. */
const MAX_GROWTH = 10_000;

/** The values that fit both shapes. */
export function intersection(one: Shape, other: Shape, around: Surroundings): Shape {
  if (one === ANYTHING || one === other) return other;
  if (other === ANYTHING) return one;
  const [first, second] = [around.follow(one), around.follow(other)];
  if (first === undefined || second === undefined) {
    around.onLeftOut();
    return first === undefined ? one : other;
  }
  if (first === one && second === other) return combination(first, second, around);

  // Schemas that hold themselves meet again further in, and others in as many ways as lead to them.
  const { pairs = new Map<string, Shape | undefined>() } = around;
  const pair = `${keyOfShape(one)}&${keyOfShape(other)}`;
  if (!pairs.has(pair)) {
    pairs.set(pair, undefined);
    const combined = combination(first, second, { ...around, pairs });
    pairs.set(pair, withNames(combined, one, first) ?? withNames(combined, other, second) ?? combined);
  }
  const known = pairs.get(pair);
  if (known === undefined) around.onLeftOut();
  return known ?? one;
}

/** A name says more than what is behind it, as long as nothing was taken away. */
function withNames(combined: Shape, named: Shape, behind: Shape): Shape | undefined {
  return behind !== named && keyOfShape(combined) === keyOfShape(behind) ? named : undefined;
}

function combination(one: Shape, other: Shape, around: Surroundings): Shape {
  const [mine, theirs] = [complexity(one), complexity(other)];
  // Where one of them has a single form, there are no more combinations than there were forms.
  if (mine > 1 && theirs > 1 && mine * theirs > MAX_COMBINATIONS) {
    around.onLeftOut();
    return one;
  }
  const partnersOf = partnersIn(other);
  const met = union([
    one.flatMap((variant) => partnersOf(variant).flatMap((partner) => meet(variant, partner, around))),
  ]);
  if (weightOf(met) <= weightOf(one) + weightOf(other) + MAX_GROWTH) return met;
  around.onLeftOut();
  return one;
}

/** Thousands of values in two `enum`s are not compared each with each. */
function partnersIn(shape: Shape): (variant: Variant) => readonly Variant[] {
  const others = shape.filter(({ is }) => is !== 'literal');
  const literals = new Map<unknown, Variant[]>();
  for (const variant of shape) {
    if (variant.is === 'literal') literals.set(variant.value, [...(literals.get(variant.value) ?? []), variant]);
  }
  return (variant) => (variant.is === 'literal' ? [...(literals.get(variant.value) ?? []), ...others] : shape);
}

function complexity(shape: Shape): number {
  return shape.filter(({ is }) => is === 'record' || is === 'list').length;
}

function meet(one: Variant, other: Variant, around: Surroundings): Variant[] {
  if (one.is === 'literal') return meetLiteral(one, other);
  if (other.is === 'literal') return meetLiteral(other, one);
  const limits = bothLimits(one.limits, other.limits);
  if (one.is === 'record' && other.is === 'record') return meetRecords(one, other, around);
  if (one.is === 'list' && other.is === 'list') return meetLists(one, other, around);
  if (one.is === 'number' && other.is === 'number') return [{ is: 'number', whole: one.whole || other.whole, limits }];
  return one.is === other.is ? [{ ...one, limits }] : [];
}

function meetLiteral(literal: LiteralVariant, other: Variant): Variant[] {
  const limits = bothLimits(literal.limits, other.limits);
  if (other.is === 'literal') return literal.value === other.value ? [{ ...literal, limits }] : [];
  if (other.is !== typeof literal.value || !isWithinBounds(literal.value, other.limits)) return [];
  if (other.is === 'number' && other.whole && !Number.isInteger(literal.value)) return [];
  return [{ ...literal, limits }];
}

function meetLists(one: ListVariant, other: ListVariant, around: Surroundings): Variant[] {
  const length = Math.max(one.first.length, other.first.length);
  const first = Array.from({ length }, (_, index) => {
    return intersection(one.first[index] ?? one.rest, other.first[index] ?? other.rest, around);
  });
  return tidyList({
    is: 'list',
    first,
    rest: intersection(one.rest, other.rest, around),
    isRestEvaluated: one.isRestEvaluated || other.isRestEvaluated,
    limits: bothLimits(one.limits, other.limits),
  });
}

function meetRecords(one: RecordVariant, other: RecordVariant, around: Surroundings): Variant[] {
  // Found at once, without a look at all their other keys.
  if (areToldApart(one, other)) return [];
  const fields = new Map<string, Field>();
  for (const name of new Set([...one.fields.keys(), ...other.fields.keys()])) {
    const [mine, theirs] = [fieldOf(one, name, around), fieldOf(other, name, around)];
    fields.set(name, {
      shape: intersection(mine.shape, theirs.shape, around),
      isRequired: mine.isRequired || theirs.isRequired,
      isEvaluated: mine.isEvaluated || theirs.isEvaluated,
      places: [...mine.places, ...theirs.places],
    });
  }
  const patterns = new Map<string, Shape>();
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const [pattern, shape] of mine.patterns) {
      // A key may match some patterns of the other and not the rest of them, and nobody can say which keys do.
      if (!theirs.patterns.has(pattern) && theirs.patterns.size > 0 && theirs.rest !== ANYTHING) around.onLeftOut();
      const inOther = theirs.patterns.get(pattern) ?? union([...theirs.patterns.values(), theirs.rest]);
      patterns.set(pattern, intersection(shape, inOther, around));
    }
  }
  return tidyRecord({
    is: 'record',
    fields,
    patterns,
    rest: intersection(one.rest, other.rest, around),
    isRestEvaluated: one.isRestEvaluated || other.isRestEvaluated,
    limits: bothLimits(one.limits, other.limits),
  });
}

/** What an object says of a key: by its field, or by the patterns that match it, or as of any other key. */
export function fieldOf(record: RecordVariant, name: string, around: Surroundings): Field {
  const field = record.fields.get(name);
  if (field) return field;
  const patterned = patternedShape(record, name, around);
  return patterned
    ? { shape: patterned, isRequired: false, isEvaluated: true, places: [] }
    : { shape: record.rest, isRequired: false, isEvaluated: record.isRestEvaluated, places: [] };
}

/** What the patterns that match a key say of it; `undefined` when none matches. */
export function patternedShape(record: RecordVariant, name: string, around: Surroundings): Shape | undefined {
  const matching = [...record.patterns].filter(([pattern]) => matches(pattern, name)).map(([, shape]) => shape);
  if (matching.length === 0) return undefined;
  return matching.reduce((all, one) => intersection(all, one, around), ANYTHING);
}
