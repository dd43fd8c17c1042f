import { tidyList, tidyRecord } from '../../shape/tidy-forms.js';
import type { SchemaShapes } from '../../shape/schema-shapes.js';
import {
  ANYTHING,
  NOTHING,
  type Field,
  type ListVariant,
  type RecordVariant,
  type Shape,
  type Variant,
} from '../../shape/shape.js';
import { keyOfShape } from '../../shape/union.js';

/** Follows references, and leaves out what no value can be: behind a reference that is seen only now. */
export class PossibleShapes {
  private readonly possible = new WeakMap<Variant, readonly Variant[]>();
  private readonly inProgress = new Set<string>();

  constructor(private readonly shapes: SchemaShapes) {}

  /** The forms of a shape, without references. Nothing is in progress here, so that all of them can be followed. */
  readonly follow = (shape: Shape): Shape => {
    if (shape === ANYTHING) return shape;
    const key = keyOfShape(shape);
    const followed = this.shapes.follow(shape) ?? ANYTHING;
    // A schema that holds itself is possible, as far as its holding itself goes.
    if (followed === ANYTHING || this.inProgress.has(key)) return followed;
    this.inProgress.add(key);
    const possible = followed.flatMap((variant) => this.formsOf(variant));
    this.inProgress.delete(key);
    return possible;
  };

  private formsOf(variant: Variant): readonly Variant[] {
    const known = this.possible.get(variant);
    if (known !== undefined) return known;
    const forms =
      variant.is === 'list' ? this.list(variant) : variant.is === 'record' ? this.record(variant) : [variant];
    this.possible.set(variant, forms);
    return forms;
  }

  private list(list: ListVariant): Variant[] {
    const [first, rest] = [list.first.map(this.orNothing), this.orNothing(list.rest)];
    const isAsItWas = rest === list.rest && first.every((shape, index) => shape === list.first[index]);
    return isAsItWas ? [list] : tidyList({ ...list, first, rest });
  }

  private record(record: RecordVariant): Variant[] {
    const rest = this.orNothing(record.rest);
    const patterns = Array.from(record.patterns, ([pattern, shape]): [string, Shape] => [
      pattern,
      this.orNothing(shape),
    ]);
    const fields = Array.from(record.fields, ([name, field]): [string, Field] => {
      return [name, { ...field, shape: this.orNothing(field.shape) }];
    });
    const isAsItWas =
      rest === record.rest &&
      patterns.every(([pattern, shape]) => shape === record.patterns.get(pattern)) &&
      fields.every(([name, { shape }]) => shape === record.fields.get(name)?.shape);
    return isAsItWas ? [record] : tidyRecord({ ...record, fields: new Map(fields), patterns: new Map(patterns), rest });
  }

  private readonly orNothing = (shape: Shape): Shape => (this.follow(shape).length === 0 ? NOTHING : shape);
}
