import { placeInside, type SchemaPlace } from '../../hookspec/schema-place.js';
import type { SchemaObject } from '../../hookspec/walk-schema.js';
import { intersection } from './intersection.js';
import { tidyList, tidyRecord } from './tidy-forms.js';
import type { InnerShapes } from './own-forms.js';
import type { Field, ListVariant, RecordVariant, Shape, Variant } from './shape.js';
import { keyOf } from './union.js';

/**
 * Applies `unevaluatedProperties` and `unevaluatedItems` to all that the other keywords of their schema, and the schemas
 * in its branches, have left (JSON Schema 2020-12 Core, section 11).
 *
 * @param shape what those have left
 */
export function evaluateTheRest(shape: Shape, place: SchemaPlace, schema: SchemaObject, inner: InnerShapes): Shape {
  const ofProperties = 'unevaluatedProperties' in schema && inner.shapeOf(placeInside(place, 'unevaluatedProperties'));
  const ofItems = 'unevaluatedItems' in schema && inner.shapeOf(placeInside(place, 'unevaluatedItems'));
  if (ofProperties === false && ofItems === false) return shape;
  const evaluated = shape.flatMap((variant): Variant[] => {
    if (variant.is === 'record' && ofProperties !== false) return evaluateKeys(variant, ofProperties, inner);
    if (variant.is === 'list' && ofItems !== false) return evaluateItems(variant, ofItems, inner);
    return [variant];
  });
  return withoutNarrower(evaluated);
}

/** Where branches were combined, an object may differ from another only in keys that it must have: that one says it all. */
function withoutNarrower(shape: Shape): Shape {
  const records = shape.filter((variant) => variant.is === 'record');
  const keyOfOptional = new Map(records.map((record) => [record, keyOf(withoutRequired(record))]));
  return shape.filter((variant) => {
    if (variant.is !== 'record') return true;
    return !records.some((other) => {
      if (other === variant || keyOfOptional.get(other) !== keyOfOptional.get(variant)) return false;
      const more = [...variant.fields].filter(
        ([name, { isRequired }]) => isRequired && !other.fields.get(name)?.isRequired,
      );
      const less = [...other.fields].some(
        ([name, { isRequired }]) => isRequired && !variant.fields.get(name)?.isRequired,
      );
      return !less && more.length > 0;
    });
  });
}

function withoutRequired(record: RecordVariant): RecordVariant {
  const fields = Array.from(record.fields, ([name, field]): [string, Field] => {
    return [name, { ...field, isRequired: false }];
  });
  return { ...record, fields: new Map(fields) };
}

function evaluateKeys(record: RecordVariant, shape: Shape, inner: InnerShapes): Variant[] {
  const fields = Array.from(record.fields, ([name, field]): [string, Field] => {
    if (field.isEvaluated) return [name, field];
    return [name, { ...field, shape: intersection(field.shape, shape, inner), isEvaluated: true }];
  });
  return tidyRecord({
    ...record,
    fields: new Map(fields),
    rest: record.isRestEvaluated ? record.rest : intersection(record.rest, shape, inner),
    isRestEvaluated: true,
  });
}

function evaluateItems(list: ListVariant, shape: Shape, inner: InnerShapes): Variant[] {
  // Items that `contains` finds are evaluated, wherever they stand.
  const isOpen = list.isRestEvaluated || [...list.limits.rules].some((rule) => rule.startsWith('contains '));
  const rest = isOpen ? list.rest : intersection(list.rest, shape, inner);
  return tidyList({ ...list, rest, isRestEvaluated: true });
}

/** A form of which unevaluated keywords have nothing to say any more. */
export function allEvaluated(variant: Variant): Variant {
  if (variant.is === 'list') return { ...variant, isRestEvaluated: true };
  if (variant.is !== 'record') return variant;
  const fields = Array.from(variant.fields, ([name, field]): [string, Field] => [
    name,
    { ...field, isEvaluated: true },
  ]);
  return { ...variant, fields: new Map(fields), isRestEvaluated: true };
}
