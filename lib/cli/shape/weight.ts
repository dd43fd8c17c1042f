import { ANYTHING, type Shape, type Variant } from './shape.js';

const weights = new WeakMap<Variant, number>();

/** How many forms a shape and the shapes inside it have when they are written out. What a reference leads to is not. */
export function weightOf(shape: Shape): number {
  if (shape === ANYTHING) return 1;
  return shape.reduce((sum, variant) => sum + weightOfVariant(variant), 0);
}

function weightOfVariant(variant: Variant): number {
  if (variant.is !== 'list' && variant.is !== 'record') return 1;
  let weight = weights.get(variant);
  if (weight === undefined) {
    const inner =
      variant.is === 'list'
        ? variant.first
        : [...Array.from(variant.fields.values(), ({ shape }) => shape), ...variant.patterns.values()];
    weight = [...inner, variant.rest].reduce((sum, shape) => sum + weightOf(shape), 1);
    weights.set(variant, weight);
  }
  return weight;
}
