import { createHash } from 'node:crypto';
import { ANYTHING, type Limits, type Shape, type Variant } from './shape.js';

/** The values that fit any of the shapes. What fits one variant need not stand there twice. */
export function union(shapes: readonly Shape[]): Shape {
  if (shapes.includes(ANYTHING)) return ANYTHING;
  const variants = new Map<string, Variant>();
  for (const variant of shapes.flat()) {
    const key = keyOf(variant);
    if (!variants.has(key)) variants.set(key, variant);
  }
  const whole = new Set([...variants.values()].filter(isUnlimited).map(({ is }) => is));
  return [...variants.values()].filter((variant) => {
    // With both literals and their kind in a union, the literals say nothing.
    return variant.is !== 'literal' || !whole.has(typeof variant.value as Variant['is']);
  });
}

function isUnlimited(variant: Variant): boolean {
  const { bounds, rules } = variant.limits;
  return bounds.size === 0 && rules.size === 0 && !(variant.is === 'number' && variant.whole);
}

const keys = new WeakMap<Variant, string>();
const places = new WeakMap<object, number>();
let placeCount = 0;

/** A text that two variants share when they are alike. */
export function keyOf(variant: Variant): string {
  let key = keys.get(variant);
  if (key === undefined) {
    key = shortened(`${describe(variant)}${keyOfLimits(variant.limits)}`);
    keys.set(variant, key);
  }
  return key;
}

/** One shape may stand in another many times over, and so would its text. */
function shortened(key: string): string {
  return key.length > MAX_KEY ? createHash('sha256').update(key).digest('base64') : key;
}

const MAX_KEY = 500;

/** A text that two shapes share when their variants are alike, in one order. */
export function keyOfShape(shape: Shape): string {
  return shape === ANYTHING ? '*' : `(${shape.map(keyOf).join('|')})`;
}

function describe(variant: Variant): string {
  switch (variant.is) {
    case 'null':
    case 'boolean':
    case 'string':
      return variant.is;
    case 'number':
      return variant.whole ? 'whole' : 'number';
    case 'literal':
      return JSON.stringify(variant.value);
    case 'list':
      return `[${variant.first.map(keyOfShape).join()};${keyOfShape(variant.rest)};${variant.isRestEvaluated}]`;
    case 'record': {
      const fields = Array.from(variant.fields, ([name, { shape, isRequired, isEvaluated }]) => {
        return `${JSON.stringify(name)}:${isRequired}:${isEvaluated}:${keyOfShape(shape)}`;
      });
      const patterns = Array.from(variant.patterns, ([pattern, shape]) => {
        return `${JSON.stringify(pattern)}~${keyOfShape(shape)}`;
      });
      return `{${[...fields.toSorted(), ...patterns.toSorted()].join()};${keyOfShape(variant.rest)};${variant.isRestEvaluated}}`;
    }
    case 'reference':
      return `#${numberOf(variant.to.schema)}`;
  }
}

/** References are alike when they lead to one schema, wherever they come from. */
function numberOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return String(schema);
  let number = places.get(schema);
  if (number === undefined) {
    number = ++placeCount;
    places.set(schema, number);
  }
  return String(number);
}

function keyOfLimits({ bounds, rules }: Limits): string {
  if (bounds.size === 0 && rules.size === 0) return '';
  return `<${Array.from(bounds, ([bound, value]) => `${bound}=${value}`)
    .toSorted()
    .join()};${[...rules].toSorted().join()}>`;
}
