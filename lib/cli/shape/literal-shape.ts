import { isRecord } from '../../hookspec/walk-schema.js';
import { tidyList, tidyRecord } from './tidy-forms.js';
import { ANY_LIST, ANY_RECORD, NOTHING, UNLIMITED, type Field, type Shape } from './shape.js';

/**
 * The shape that one JSON value fits and no other. Naming a value whole evaluates nothing in it: `unevaluatedProperties`
 * has its say.
 */
export function literalShape(value: unknown): Shape {
  // JSON can write such numbers, as 1e999, but no payload can hold them.
  if (value === Infinity || value === -Infinity) return NOTHING;
  if (value === null) return [{ is: 'null', limits: UNLIMITED }];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ is: 'literal', value, limits: UNLIMITED }];
  }
  if (Array.isArray(value)) {
    const limits = { bounds: new Map([['minItems', value.length] as const]), rules: new Set<string>() };
    return tidyList({ ...ANY_LIST, first: value.map(literalShape), rest: NOTHING, limits });
  }
  if (!isRecord(value)) return NOTHING;
  const fields = Object.entries(value).map(([name, inner]): [string, Field] => {
    return [name, { shape: literalShape(inner), isRequired: true, isEvaluated: false, places: [] }];
  });
  return tidyRecord({ ...ANY_RECORD, fields: new Map(fields), rest: NOTHING });
}
