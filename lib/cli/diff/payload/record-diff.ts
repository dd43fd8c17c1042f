import { fieldOf } from '../../shape/intersection.js';
import { ANYTHING, type Field } from '../../shape/shape.js';
import { fieldPath, isNowhereNarrower, type Comparison, type ShapeChange, type Spot } from './comparison.js';
import type { KnownKeys } from './known-keys.js';
import { limitsDiff } from './limits-diff.js';
import { otherKeysDiff } from './other-keys-diff.js';
import type { RecordPair } from './record-pair.js';
import { shapeWords } from './shape-words.js';

/** What changed between two objects. */
export function recordsDiff(pair: RecordPair): ShapeChange[] {
  const { old, next, spot, comparison } = pair;
  const names = new Set([...old.fields.keys(), ...next.fields.keys()]);
  return [
    ...[...names].flatMap((name) => new FieldDiff(name, pair).changes()),
    ...otherKeysDiff(pair),
    ...limitsDiff(old.limits, next.limits, false).map((finding) => comparison.change(spot, finding)),
  ];
}

/** Compares what two objects say of one key. */
class FieldDiff {
  private readonly before: Field;
  private readonly after: Field;
  private readonly wasField: boolean;
  private readonly isField: boolean;
  private readonly spot: Spot;
  private readonly around: Spot;
  private readonly comparison: Comparison;
  private readonly known: KnownKeys;

  constructor(
    private readonly name: string,
    { old, next, spot, comparison, known }: RecordPair,
  ) {
    this.around = spot;
    this.comparison = comparison;
    this.known = known;
    this.before = fieldOf(old, name, comparison.old.around);
    this.after = fieldOf(next, name, comparison.new.around);
    this.wasField = old.fields.has(name);
    this.isField = next.fields.has(name);
    this.spot = {
      ...spot,
      path: fieldPath(spot.path, name),
      old: this.before.places[0] ?? comparison.old.find(spot.old, 'properties', name) ?? spot.old,
      new: this.after.places[0] ?? comparison.new.find(spot.new, 'properties', name) ?? spot.new,
    };
  }

  changes(): ShapeChange[] {
    const wasPossible = this.comparison.old.follow(this.before.shape).length > 0;
    const isPossible = this.comparison.new.follow(this.after.shape).length > 0;
    if (!wasPossible) {
      return isPossible ? [this.added(false, this.known.has(this.name))] : [];
    }
    if (!isPossible) return [this.removed(true, true)];
    const inner = this.comparison.compare(this.before.shape, this.after.shape, this.spot);
    if (this.wasField && this.isField) return [...this.necessity(), ...inner];
    return this.wasField ? this.undeclared(inner) : this.declared(inner);
  }

  /** It is left to what the object says of all other keys. */
  private undeclared(inner: readonly ShapeChange[]): ShapeChange[] {
    // A key that was demanded and not described may still be sent as it was.
    if (inner.length === 0 && this.before.places.length === 0) return this.necessity();
    return [this.removed(!isNowhereNarrower(inner), true)];
  }

  /** It was left to what the object says of all other keys. */
  private declared(inner: readonly ShapeChange[]): ShapeChange[] {
    // Before, it was a key that nobody knew, and subscribers had no reason to look at it.
    if (this.before.shape === ANYTHING) return [this.added(!isNowhereNarrower(inner))];
    return [this.added(false), ...inner];
  }

  private necessity(): ShapeChange[] {
    const { isRequired: wasRequired } = this.before;
    const { isRequired } = this.after;
    if (wasRequired === isRequired) return [];
    return [
      this.comparison.change(
        { ...this.spot, old: this.around.old, new: this.around.new },
        isRequired
          ? {
              code: 'field-became-required',
              what: 'is required; it was optional',
              narrows: true,
              keywords: [['required']],
              listed: this.name,
            }
          : {
              code: 'field-became-optional',
              what: 'is optional; it was required',
              widens: true,
              keywords: [['required']],
              listed: this.name,
            },
      ),
    ];
  }

  private added(isLibertyLost: boolean, widens = false): ShapeChange {
    const words = shapeWords(this.comparison.new.follow(this.after.shape));
    // A key may be demanded without a schema of its own.
    const keywords = this.spot.new === this.around.new ? [['required']] : [];
    const finding = this.after.isRequired
      ? {
          code: 'required-field-added' as const,
          what: `is new and required (${words})`,
          narrows: true,
          widens,
          keywords,
        }
      : {
          code: 'field-added' as const,
          what: `is new and optional (${words})${isLibertyLost ? LIBERTY_LOST : ''}`,
          widens,
          refusesUnknown: isLibertyLost,
        };
    return this.comparison.change(this.spot, finding);
  }

  private removed(narrows: boolean, widens: boolean): ShapeChange {
    const words = shapeWords(this.comparison.old.follow(this.before.shape));
    const what = `is gone (it was ${this.before.isRequired ? 'required' : 'optional'}, ${words})`;
    return this.comparison.change(this.spot, { code: 'field-removed', what, narrows, widens, isGone: true });
  }
}

const LIBERTY_LOST = '. The object is open: whoever sends this key already, as something else, is refused';
