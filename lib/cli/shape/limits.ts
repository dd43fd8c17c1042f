import { isLowerBound, UNLIMITED, type Bound, type Limits, type Shape, type Variant } from './shape.js';

/** What both demand. */
export function bothLimits(one: Limits, other: Limits): Limits {
  if (one === UNLIMITED) return other;
  if (other === UNLIMITED) return one;
  const bounds = new Map(one.bounds);
  for (const [bound, value] of other.bounds) {
    const known = bounds.get(bound) ?? value;
    bounds.set(bound, isLowerBound(bound) ? Math.max(known, value) : Math.min(known, value));
  }
  return { bounds, rules: new Set([...one.rules, ...other.rules]) };
}

/** Limits that have one bound more, or a stricter one. */
export function withBound(limits: Limits, bound: Bound, value: number): Limits {
  return bothLimits(limits, { bounds: new Map([[bound, value]]), rules: new Set() });
}

/** A shape all of whose variants also demand a rule. */
export function withRule(shape: Shape, rule: string): Shape {
  const more: Limits = { bounds: new Map(), rules: new Set([rule]) };
  return shape.map((variant): Variant => ({ ...variant, limits: bothLimits(variant.limits, more) }));
}

/** Whether a single value is within bounds. Rules are not looked at. */
export function isWithinBounds(value: boolean | number | string, { bounds }: Limits): boolean {
  for (const [bound, limit] of bounds) {
    if (!isWithin(value, bound, limit)) return false;
  }
  return true;
}

function isWithin(value: boolean | number | string, bound: Bound, limit: number): boolean {
  switch (bound) {
    case 'minimum':
      return typeof value !== 'number' || value >= limit;
    case 'maximum':
      return typeof value !== 'number' || value <= limit;
    case 'exclusiveMinimum':
      return typeof value !== 'number' || value > limit;
    case 'exclusiveMaximum':
      return typeof value !== 'number' || value < limit;
    case 'minLength':
      return typeof value !== 'string' || lengthOf(value) >= limit;
    case 'maxLength':
      return typeof value !== 'string' || lengthOf(value) <= limit;
    default:
      return true;
  }
}

/** JSON Schema counts characters as Unicode does, not UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
