import { fieldOf, matches } from '../shape/intersection.js';
import { ANYTHING, type RecordVariant, type Shape } from '../shape/shape.js';
import { isNowhereWider, type Comparison, type Spot } from './comparison.js';

/**
 * Keys that subscribers know from other forms that an object had: when they may come in this one too, as something else,
 * they are not keys that nobody knew.
 */
export class KnownKeys {
  /** @param forms the other forms of the old object; none where a field tells forms apart, since then that is looked at first */
  constructor(
    private readonly forms: readonly RecordVariant[],
    private readonly comparison: Comparison,
  ) {}

  /** Whether a key may now hold what it does not in another form. */
  isSurprising(name: string, shape: Shape, spot: Spot): boolean {
    return this.forms.some((form) => {
      const known = fieldOf(form, name, this.comparison.old.around).shape;
      return (form.fields.has(name) || known !== ANYTHING) && this.isWider(known, shape, spot);
    });
  }

  /** Whether the keys of a pattern may. */
  isPatternSurprising(pattern: string, shape: Shape, spot: Spot): boolean {
    const fields = this.forms.flatMap((form) => [...form.fields.keys()].filter((name) => matches(pattern, name)));
    return fields.some((name) => this.isSurprising(name, shape, spot)) || this.areOthersSurprising(shape, spot);
  }

  /** Whether all keys may that are none of those. */
  isRestSurprising({ fields, rest }: RecordVariant, spot: Spot): boolean {
    const names = this.forms.flatMap((form) => [...form.fields.keys()].filter((name) => !fields.has(name)));
    return names.some((name) => this.isSurprising(name, rest, spot)) || this.areOthersSurprising(rest, spot);
  }

  private areOthersSurprising(shape: Shape, spot: Spot): boolean {
    const others = this.forms.flatMap(({ patterns, rest }) => [
      ...patterns.values(),
      ...(rest === ANYTHING ? [] : [rest]),
    ]);
    return others.some((known) => this.isWider(known, shape, spot));
  }

  private isWider(known: Shape, shape: Shape, spot: Spot): boolean {
    const isPossible = this.comparison.old.follow(known).length > 0;
    return isPossible && !isNowhereWider(this.comparison.compare(known, shape, spot));
  }
}
