import type { RecordVariant } from '../../shape/shape.js';
import type { Comparison, Spot } from './comparison.js';
import type { KnownKeys } from './known-keys.js';

/** An object as it was and as it is, with what is needed to compare the two. */
export interface RecordPair {
  readonly old: RecordVariant;
  readonly next: RecordVariant;
  readonly spot: Spot;
  readonly comparison: Comparison;
  /** What subscribers know from other forms of the old object. */
  readonly known: KnownKeys;
}
