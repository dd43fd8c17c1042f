import { ANYTHING, type Shape, type Variant } from '../../../lib/cli/shape/shape.js';
import type { SchemaShapes } from '../../../lib/cli/shape/schema-shapes.js';

/** Whether any variant of a shape, or of a shape inside or behind it, has a rule: that is not looked at by `fitsShape`. */
export function hasRule(shape: Shape, shapes: SchemaShapes, seen: Set<Shape> = new Set()): boolean {
  if (shape === ANYTHING || seen.has(shape)) return false;
  seen.add(shape);
  return shape.some(
    (variant) => variant.limits.rules.size > 0 || inside(variant, shapes).some((inner) => hasRule(inner, shapes, seen)),
  );
}

function inside(variant: Variant, shapes: SchemaShapes): Shape[] {
  switch (variant.is) {
    case 'reference':
      return [shapes.of(variant.to)];
    case 'list':
      return [...variant.first, variant.rest];
    case 'record':
      return [
        ...Array.from(variant.fields.values(), (field) => field.shape),
        ...variant.patterns.values(),
        variant.rest,
      ];
    default:
      return [];
  }
}
