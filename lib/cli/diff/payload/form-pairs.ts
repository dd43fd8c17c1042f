import type { RecordVariant, Shape } from '../../shape/shape.js';
import { FormTags } from './form-tags.js';
import { pairByLikeness, type Pairs } from './pairs.js';

/** Which forms of an object belong together, and how to name each: by the field that tells them apart. */
export interface FormPairs extends Pairs<RecordVariant> {
  readonly nameOf: (record: RecordVariant) => string | undefined;
  /** Whether that field is always there to tell them apart by. */
  readonly areToldApart: boolean;
}

/**
 * Pairs the forms that an object had with those that it has: by the values of a field that tells them apart, where there is
 * one; else those in which nothing changed, and then those that are most alike.
 *
 * @param isUnchanged whether nothing changed from one form to another
 */
export function pairForms(
  old: readonly RecordVariant[],
  next: readonly RecordVariant[],
  follow: { readonly old: (shape: Shape) => Shape; readonly new: (shape: Shape) => Shape },
  isUnchanged: (one: RecordVariant, other: RecordVariant) => boolean,
): FormPairs {
  const untold = { nameOf: () => undefined, areToldApart: false };
  if (old.length === 1 && next.length === 1) return { ...pairByLikeness(old, next, () => 1), ...untold };
  const tagsOfNew = FormTags.of(next, follow.new);
  const both = FormTags.of(old, follow.old).flatMap((before) => {
    const after = tagsOfNew.find(({ name }) => name === before.name);
    return after ? [{ before, after, areToldApart: before.isRequired && after.isRequired }] : [];
  });
  const told = both.find(({ areToldApart }) => areToldApart) ?? both[0];
  if (told) return { ...pairByTags(told.before, told.after), areToldApart: told.areToldApart };
  const likeness = (one: RecordVariant, other: RecordVariant) =>
    isUnchanged(one, other) ? 2 : commonFields(one, other);
  return { ...pairByLikeness(old, next, likeness), ...untold };
}

/** One form may have been split into several, or several made one: they are compared as far as each speaks of the same values. */
function pairByTags(old: FormTags, next: FormTags): Omit<FormPairs, 'areToldApart'> {
  const names = new Map<RecordVariant, string>();
  const part = (tags: FormTags, form: RecordVariant, some: readonly string[]) => {
    const record = tags.part(form, some);
    names.set(record, tags.words(form, some));
    return record;
  };
  const missing = (tags: FormTags, others: FormTags) => {
    return tags.forms.flatMap((form) => {
      const some = tags.missing(form, others);
      return some.length > 0 ? [part(tags, form, some)] : [];
    });
  };
  const paired = old.forms.flatMap((one) => {
    return next.forms.flatMap((other) => {
      const some = old.common(one, next, other);
      return some.length > 0 ? [[part(old, one, some), part(next, other, some)] as const] : [];
    });
  });
  return { paired, gone: missing(old, next), added: missing(next, old), nameOf: (form) => names.get(form) };
}

/** How many of the fields that either has both have: from 0 to 1. */
function commonFields(one: RecordVariant, other: RecordVariant): number {
  const all = new Set([...one.fields.keys(), ...other.fields.keys()]);
  const common = [...one.fields.keys()].filter((name) => other.fields.has(name));
  return all.size === 0 ? 1 : common.length / all.size;
}
