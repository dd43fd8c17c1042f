import { isRecord } from '../../../lib/hookspec/walk-schema.js';
import { matches } from '../../../lib/cli/shape/key-pattern.js';
import { isWithinBounds } from '../../../lib/cli/shape/limits.js';
import type { SchemaShapes } from '../../../lib/cli/shape/schema-shapes.js';
import type { Bound, ListVariant, RecordVariant, Shape, Variant } from '../../../lib/cli/shape/shape.js';

/** Whether a JSON value fits a shape, its bounds too, by the definition of {@link Shape}. Rules are not looked at. */
export function fitsShape(value: unknown, shape: Shape, shapes: SchemaShapes): boolean {
  return shape.some((variant) => fitsVariant(value, variant, shapes));
}

function fitsVariant(value: unknown, variant: Variant, shapes: SchemaShapes): boolean {
  const { limits } = variant;
  switch (variant.is) {
    case 'reference':
      return isWithinAll(value, limits.bounds) && fitsShape(value, shapes.of(variant.to), shapes);
    case 'null':
      return value === null;
    case 'literal':
      return value === variant.value && isWithinAll(value, limits.bounds);
    case 'boolean':
    case 'string':
      return typeof value === variant.is && isWithinAll(value, limits.bounds);
    case 'number':
      return (
        typeof value === 'number' && (!variant.whole || Number.isInteger(value)) && isWithinAll(value, limits.bounds)
      );
    case 'list':
      return Array.isArray(value) && isWithinAll(value, limits.bounds) && fitsList(value, variant, shapes);
    case 'record':
      return isRecord(value) && isWithinAll(value, limits.bounds) && fitsRecord(value, variant, shapes);
  }
}

function fitsList(items: readonly unknown[], { first, rest }: ListVariant, shapes: SchemaShapes): boolean {
  return items.every((item, index) => fitsShape(item, first[index] ?? rest, shapes));
}

function fitsRecord(value: Record<string, unknown>, record: RecordVariant, shapes: SchemaShapes): boolean {
  const { fields, patterns, rest } = record;
  const hasAll = [...fields].every(([name, { isRequired }]) => !isRequired || Object.hasOwn(value, name));
  return (
    hasAll &&
    Object.entries(value).every(([name, inner]) => {
      const field = fields.get(name);
      if (field) return fitsShape(inner, field.shape, shapes);
      const matching = [...patterns].filter(([pattern]) => matches(pattern, name));
      if (matching.length === 0) return fitsShape(inner, rest, shapes);
      return matching.every(([, shape]) => fitsShape(inner, shape, shapes));
    })
  );
}

function isWithinAll(value: unknown, bounds: ReadonlyMap<Bound, number>): boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return isWithinBounds(value, { bounds, rules: new Set() });
  }
  return [...bounds].every(([bound, limit]) => {
    if (bound.endsWith('Items')) return !Array.isArray(value) || isOn(bound, value.length, limit);
    if (bound.endsWith('Properties')) return !isRecord(value) || isOn(bound, Object.keys(value).length, limit);
    return true;
  });
}

function isOn(bound: Bound, size: number, limit: number): boolean {
  return bound.startsWith('min') ? size >= limit : size <= limit;
}
