import type { SchemaPlace } from '../../../hookspec/schema-place.js';
import type { SchemaTargets } from '../../../hookspec/schema-targets.js';
import { SchemaShapes } from '../../shape/schema-shapes.js';
import { schemaText } from '../../shape/schema-text.js';
import type { Shape } from '../../shape/shape.js';
import { keyOfShape } from '../../shape/union.js';
import type { Comparison, Finding, ShapeChange, Side, Spot } from './comparison.js';
import { formsDiff } from './forms-diff.js';
import { KnownPairs } from './known-pairs.js';
import { placeOfChange } from './place-of-change.js';
import { findAllInSchema, findInSchema } from './schema-search.js';
import { PossibleShapes } from './possible-shapes.js';

/** A schema, and what tells where its references lead. */
export interface ComparedSchema {
  readonly place: SchemaPlace;
  readonly targets: SchemaTargets;
}

/** More pairs of schemas than a hook will have that people can still read about. */
const MAX_COMPARISONS = 20_000;

/**
 * What changed in the values that a schema lets through. It may tell of more than can happen: what cannot be decided is told
 * as a change.
 *
 * @param name what to call the value: the paths of changes begin with it
 */
export function shapeDiff(old: ComparedSchema, next: ComparedSchema, name: string): ShapeChange[] {
  const diff = new ShapeDiff(old.targets, next.targets);
  return diff.whole({ path: name, form: undefined, old: old.place, new: next.place });
}

class ShapeDiff implements Comparison {
  readonly old: Side;
  readonly new: Side;
  private readonly oldShapes: SchemaShapes;
  private readonly newShapes: SchemaShapes;
  private readonly known = new KnownPairs();
  private comparisons = 0;
  private isUndecided = false;

  constructor(
    private readonly oldTargets: SchemaTargets,
    private readonly newTargets: SchemaTargets,
  ) {
    this.oldShapes = new SchemaShapes(oldTargets, true);
    this.newShapes = new SchemaShapes(newTargets, true);
    this.old = this.side(this.oldShapes, oldTargets);
    this.new = this.side(this.newShapes, newTargets);
  }

  whole(spot: Spot): ShapeChange[] {
    const changes = this.compare(this.oldShapes.of(spot.old), this.newShapes.of(spot.new), spot);
    if (this.isUndecided && schemaText(spot.old, this.oldTargets) !== schemaText(spot.new, this.newTargets)) {
      const what = 'is too large, or too deeply combined, to be compared, and something in it changed';
      changes.push(this.change(spot, { code: 'undecided', what, narrows: true, widens: true }));
    }
    return distinct(changes);
  }

  compare(old: Shape, next: Shape, spot: Spot): ShapeChange[] {
    const pair = `${keyOfShape(old)} ${keyOfShape(next)}`;
    if (this.known.has(pair)) return [];
    if (++this.comparisons > MAX_COMPARISONS) {
      this.isUndecided = true;
      return [];
    }
    return this.known.compare(pair, () => formsDiff(this.old.follow(old), this.new.follow(next), spot, this));
  }

  change({ path, form, old, new: next }: Spot, finding: Finding): ShapeChange {
    const { code, what, narrows = false, widens = false, isGone = false, refusesUnknown = false } = finding;
    const place = placeOfChange(finding, { side: this.old, place: old }, { side: this.new, place: next });
    return { code, path, what, narrows, widens, form, place: place ?? (isGone ? old : next), refusesUnknown };
  }

  private side(shapes: SchemaShapes, targets: SchemaTargets): Side {
    const onLeftOut = () => {
      this.isUndecided = true;
    };
    return {
      find: (place, ...way) => findInSchema(place, targets, ...way),
      findAll: (place, ...way) => findAllInSchema(place, targets, ...way),
      around: { follow: (shape) => shapes.follow(shape), onLeftOut },
      follow: new PossibleShapes(shapes).follow,
    };
  }
}

/** Two branches may say the same of one value. */
function distinct(changes: readonly ShapeChange[]): ShapeChange[] {
  const found = new Map<string, ShapeChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.code, change.path, change.what, change.form, change.narrows, change.widens]);
    if (!found.has(key)) found.set(key, change);
  }
  return [...found.values()];
}
