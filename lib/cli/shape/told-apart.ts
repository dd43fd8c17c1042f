import type { RecordVariant, Shape } from './shape.js';

/** Whether a key that tells kinds of objects apart, as `type: 'created'` does, has another value in each of two objects. */
export function areToldApart(one: RecordVariant, other: RecordVariant): boolean {
  for (const [name, mine] of one.fields) {
    const theirs = other.fields.get(name);
    if (theirs === undefined || !(mine.isRequired || theirs.isRequired)) continue;
    const [values, otherValues] = [valuesOf(mine.shape), valuesOf(theirs.shape)];
    if (values && otherValues && !otherValues.some((value) => values.includes(value))) return true;
  }
  return false;
}

const MAX_VALUES = 16;

/** The values of a shape of a few literals. */
function valuesOf(shape: Shape): unknown[] | undefined {
  const values = shape
    .slice(0, MAX_VALUES + 1)
    .map((variant) => (variant.is === 'literal' ? variant.value : undefined));
  return values.length > MAX_VALUES || values.includes(undefined) ? undefined : values;
}
