import { isNowhereNarrower, isNowhereWider, type ShapeChange } from './comparison.js';

/** What it means that a form came or went. */
export type FormNews = Pick<ShapeChange, 'narrows' | 'widens'>;

/**
 * What a new form brings that none of the old ones let through; `undefined` when one of them lets through all of it, and
 * knew all keys of it.
 *
 * @param changes what changed from each old form to it
 */
export function newsOfAdded(changes: readonly (readonly ShapeChange[])[]): FormNews | undefined {
  const fitting = changes.filter(isNowhereWider);
  if (fitting.some((all) => !all.some(isNews))) return undefined;
  return { narrows: false, widens: fitting.length === 0 };
}

/**
 * What is missing without a form; `undefined` when one of the new ones lets through all that it did, and speaks of the same
 * keys.
 *
 * @param changes what changed from it to each new form
 */
export function newsOfGone(changes: readonly (readonly ShapeChange[])[]): FormNews | undefined {
  const fitting = changes.filter((all) => isNowhereNarrower(all) && !all.some(({ refusesUnknown }) => refusesUnknown));
  if (fitting.some((all) => !all.some(isLoss))) return undefined;
  return { narrows: fitting.length === 0, widens: fitting.length > 0 };
}

/** Keys that nobody knew come, which is no break, but not nothing. */
function isNews({ code, narrows, widens }: ShapeChange): boolean {
  return code === 'required-field-added' || code === 'pattern-keys-added' || (!narrows && !widens);
}

/** What is known of some keys is no longer said. */
function isLoss({ code }: ShapeChange): boolean {
  return code === 'field-removed' || code === 'pattern-keys-removed';
}
