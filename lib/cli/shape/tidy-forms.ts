import { withBound } from './limits.js';
import { NOTHING, type ListVariant, type RecordVariant } from './shape.js';

/** A list without items that cannot be there; none at all when it must have more items than it can. */
export function tidyList(list: ListVariant): ListVariant[] {
  const impossible = list.first.findIndex((shape) => shape.length === 0);
  const most = Math.min(list.limits.bounds.get('maxItems') ?? Infinity, impossible === -1 ? Infinity : impossible);
  const isClosed = list.rest.length === 0 || most <= list.first.length;
  const first = list.first.slice(0, most);
  if (!isClosed) return [list];
  if ((list.limits.bounds.get('minItems') ?? 0) > first.length) return [];
  return [{ ...list, first, rest: NOTHING, limits: withBound(list.limits, 'maxItems', first.length) }];
}

/** An object without keys that cannot be there; none at all when one of them must be. */
export function tidyRecord(record: RecordVariant): RecordVariant[] {
  const fields = [...record.fields];
  if (fields.some(([, { shape, isRequired }]) => isRequired && shape.length === 0)) return [];
  // Where any other key may stand, a key that may not has to be kept.
  const canBeLeftOut = record.rest.length === 0 && record.patterns.size === 0;
  const kept = canBeLeftOut ? fields.filter(([, { shape }]) => shape.length > 0) : fields;
  return [{ ...record, fields: new Map(kept) }];
}
