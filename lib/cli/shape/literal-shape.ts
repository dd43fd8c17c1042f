import { isRecord } from '../../hookspec/walk-schema.js';
import { ANY_LIST, ANY_RECORD, NOTHING, UNLIMITED, type Field, type Shape } from './shape.js';

/** The shape that one JSON value fits and no other. */
export function literalShape(value: unknown): Shape {
  if (value === null) return [{ is: 'null', limits: UNLIMITED }];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ is: 'literal', value, limits: UNLIMITED }];
  }
  if (Array.isArray(value)) {
    const limits = { bounds: new Map([['minItems', value.length] as const]), rules: new Set<string>() };
    return [{ ...ANY_LIST, first: value.map(literalShape), rest: NOTHING, isRestEvaluated: true, limits }];
  }
  if (!isRecord(value)) return NOTHING;
  const fields = Object.entries(value).map(([name, inner]): [string, Field] => {
    return [name, { shape: literalShape(inner), isRequired: true, isEvaluated: true, places: [] }];
  });
  return [{ ...ANY_RECORD, fields: new Map(fields), rest: NOTHING, isRestEvaluated: true }];
}
