import type { SchemaObject } from '../../hookspec/walk-schema.js';
import { fieldOf, intersection, type Surroundings } from './intersection.js';
import { ANYTHING, type Shape, type Variant } from './shape.js';
import { tidyRecord } from './tidy-forms.js';
import { union } from './union.js';

/** `if` with `then` and `else`: the forms where it holds, and those where it does not. */
export function conditional(
  schema: SchemaObject,
  isExact: boolean,
  branch: (keyword: string) => Shape,
  around: Surroundings,
): Shape {
  const holds = intersection(branch('if'), 'then' in schema ? branch('then') : ANYTHING, around);
  const fails = 'else' in schema ? branch('else') : ANYTHING;
  return isExact ? [...holds, ...fails] : union([holds, fails]);
}

/** Forms of which objects have a key: what a `dependentSchemas` says of those. */
export function whenPresent(name: string, shape: Shape, around: Surroundings): Shape {
  return shape.flatMap((one): Variant[] => {
    if (one.is !== 'record') return [one];
    const field = { ...fieldOf(one, name, around), isRequired: true };
    return tidyRecord({ ...one, fields: new Map([...one.fields, [name, field]]) });
  });
}
