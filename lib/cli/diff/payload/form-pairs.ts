import type { RecordVariant, Shape } from '../../shape/shape.js';
import { literalWords } from './shape-words.js';
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
  if (old.length === 1 && next.length === 1) {
    return { ...pairByLikeness(old, next, () => 1), nameOf: () => undefined, areToldApart: false };
  }
  const [tagsOfOld, tagsOfNew] = [tagsOf(old, follow.old), tagsOf(next, follow.new)];
  const names = [...tagsOfOld.keys()].filter((field) => tagsOfNew.has(field));
  const isAlwaysThere = (field: string) => [...old, ...next].every((form) => form.fields.get(field)?.isRequired);
  const name = names.find(isAlwaysThere) ?? names[0];
  const [oldTags, newTags] = [tagsOfOld.get(name ?? ''), tagsOfNew.get(name ?? '')];
  if (name === undefined || oldTags === undefined || newTags === undefined) {
    const likeness = (one: RecordVariant, other: RecordVariant) =>
      isUnchanged(one, other) ? 2 : commonFields(one, other);
    return { ...pairByLikeness(old, next, likeness), nameOf: () => undefined, areToldApart: false };
  }
  const paired: [RecordVariant, RecordVariant][] = [];
  for (const [one, tags] of oldTags) {
    const partner = [...newTags].find(([other, others]) => {
      return !paired.some(([, taken]) => taken === other) && tags.some((tag) => others.includes(tag));
    });
    if (partner) paired.push([one, partner[0]]);
  }
  return {
    paired,
    gone: old.filter((form) => !paired.some(([one]) => one === form)),
    added: next.filter((form) => !paired.some(([, other]) => other === form)),
    nameOf: (form) => `${name} is ${(oldTags.get(form) ?? newTags.get(form) ?? []).join(' or ')}`,
    areToldApart: isAlwaysThere(name),
  };
}

type Tags = ReadonlyMap<RecordVariant, readonly string[]>;

/** The fields that tell forms apart: in each of them only certain values stand there, in no two of them the same. */
function tagsOf(forms: readonly RecordVariant[], follow: (shape: Shape) => Shape): Map<string, Tags> {
  const found = new Map<string, Tags>();
  for (const name of forms[0]?.fields.keys() ?? []) {
    const tags = new Map(forms.map((form) => [form, literalsOf(follow(form.fields.get(name)?.shape ?? []))]));
    const all = [...tags.values()].flat();
    if ([...tags.values()].every(({ length }) => length > 0) && new Set(all).size === all.length) found.set(name, tags);
  }
  return found;
}

/** The values that a shape names; none when it lets others through. */
function literalsOf(shape: Shape): string[] {
  const literals = shape.filter((variant) => variant.is === 'literal');
  return literals.length === shape.length ? literals.map(({ value }) => literalWords(value)) : [];
}

/** How many of the fields that either has both have: from 0 to 1. */
function commonFields(one: RecordVariant, other: RecordVariant): number {
  const all = new Set([...one.fields.keys(), ...other.fields.keys()]);
  const common = [...one.fields.keys()].filter((name) => other.fields.has(name));
  return all.size === 0 ? 1 : common.length / all.size;
}
