import { fieldOf } from '../../shape/intersection.js';
import { matches } from '../../shape/key-pattern.js';
import { ANYTHING, type RecordVariant } from '../../shape/shape.js';
import type { Side } from './comparison.js';

/**
 * Keys that subscribers know from other forms that an object had, and may tell forms apart by: when they may come in this
 * one too, they are not keys that nobody knew.
 */
export class KnownKeys {
  /**
   * @param forms the other forms of the old object; none where the value of a field tells forms apart, since that is looked
   *   at first
   */
  constructor(
    private readonly forms: readonly RecordVariant[],
    private readonly side: Side,
  ) {}

  /** Whether a key is one of them. */
  has(name: string): boolean {
    return this.forms.some((form) => {
      const { shape } = fieldOf(form, name, this.side.around);
      return (form.fields.has(name) || shape !== ANYTHING) && this.side.follow(shape).length > 0;
    });
  }

  /** Whether a key of a pattern may be one of them. */
  hasSomeOf(pattern: string): boolean {
    const fields = this.forms.flatMap((form) => [...form.fields.keys()]);
    return fields.some((name) => matches(pattern, name) && this.has(name)) || this.hasOthers();
  }

  /** Whether a key that is no field of an object may be one of them. */
  hasSomeBeside({ fields }: RecordVariant): boolean {
    const names = this.forms.flatMap((form) => [...form.fields.keys()]);
    return names.some((name) => !fields.has(name) && this.has(name)) || this.hasOthers();
  }

  private hasOthers(): boolean {
    const others = this.forms.flatMap(({ patterns, rest }) => [
      ...patterns.values(),
      ...(rest === ANYTHING ? [] : [rest]),
    ]);
    return others.some((shape) => this.side.follow(shape).length > 0);
  }
}
