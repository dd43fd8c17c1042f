import { keyOfShape } from '../../shape/union.js';
import { ANYTHING, type Shape, type Variant } from '../../shape/shape.js';

const MAX_LITERALS = 8;
const MAX_LITERAL_LENGTH = 40;

/** A shape in a few words: `string | null`, `"a" | "b"`, `object`. References must have been followed. */
export function shapeWords(shape: Shape): string {
  if (shape === ANYTHING || keyOfShape(shape) === keyOfShape([...ANYTHING])) return 'anything';
  const words = [...new Set(shape.map(variantWords))];
  if (words.length === 0) return 'nothing';
  return words.length > MAX_LITERALS ? `${words.slice(0, MAX_LITERALS).join(' | ')} | …` : words.join(' | ');
}

/** One value as it is written, or its beginning. */
export function literalWords(value: boolean | number | string): string {
  const text = JSON.stringify(value);
  return text.length > MAX_LITERAL_LENGTH ? `${text.slice(0, MAX_LITERAL_LENGTH)}…` : text;
}

/** Several values as they are written, or the first of them. */
export function literalList(values: readonly (boolean | number | string)[]): string {
  const words = values.slice(0, MAX_LITERALS).map(literalWords);
  return values.length > MAX_LITERALS
    ? `${words.join(', ')} and ${values.length - MAX_LITERALS} more`
    : words.join(', ');
}

function variantWords(variant: Variant): string {
  switch (variant.is) {
    case 'literal':
      return literalWords(variant.value);
    case 'number':
      return variant.whole ? 'integer' : 'number';
    case 'list':
      return 'array';
    case 'record':
      return 'object';
    default:
      return variant.is;
  }
}
