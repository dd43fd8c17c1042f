import type { ListVariant, RecordVariant, Shape, Variant } from '../../shape/shape.js';
import { isNowhereNarrower, isNowhereWider, type Comparison, type ShapeChange, type Spot } from './comparison.js';
import { newsOfAdded, newsOfGone } from './form-news.js';
import { pairForms } from './form-pairs.js';
import { KnownKeys } from './known-keys.js';
import { listsDiff } from './list-diff.js';
import { pairByLikeness, type Pairs } from './pairs.js';
import { placeOfForm } from './place-of-form.js';
import { recordsDiff } from './record-diff.js';
import { scalarsDiff } from './scalar-diff.js';
import { shapeWords } from './shape-words.js';
import { splitForms } from './split-forms.js';
import { valuesDiff } from './values-diff.js';

/** What changed between two shapes whose references were followed. */
export function formsDiff(old: Shape, next: Shape, spot: Spot, comparison: Comparison): ShapeChange[] {
  const told = (findings: ReturnType<typeof scalarsDiff>) =>
    findings.map((finding) => comparison.change(spot, finding));
  const [named, nextNamed] = [old.filter(isScalar), next.filter(isScalar)];
  const areNamed = [named, nextNamed].every((variants) => {
    return variants.length > 0 && variants.every(({ is }) => is === 'literal' || is === 'boolean');
  });
  const kinds = ['null', ...(areNamed ? [] : ['string', 'number', 'boolean'])];
  const scalars = kinds.flatMap((kind) => {
    const [before, after] = [ofKind(old, kind), ofKind(next, kind)];
    return before.length > 0 && after.length > 0 ? told(scalarsDiff(before, after)) : [];
  });
  return [
    ...typesDiff(old, next, areNamed, spot, comparison),
    ...(areNamed ? told(valuesDiff(allNamed(named), allNamed(nextNamed))) : []),
    ...scalars,
    ...listFormsDiff(old, next, spot, comparison),
    ...recordFormsDiff(old, next, spot, comparison),
  ];
}

/** Which kinds of value come and go. */
function typesDiff(old: Shape, next: Shape, areNamed: boolean, spot: Spot, comparison: Comparison): ShapeChange[] {
  const kindsOf = (shape: Shape) =>
    new Set(shape.map((variant) => (areNamed && isScalar(variant) ? 'value' : kindOf(variant))));
  const [before, after] = [kindsOf(old), kindsOf(next)];
  const narrows = [...before].some((kind) => !after.has(kind));
  const widens = [...after].some((kind) => !before.has(kind));
  if (!narrows && !widens) return [];
  const code = narrows && widens ? 'type-changed' : narrows ? 'type-narrowed' : 'type-widened';
  const what = `is ${shapeWords(next)}; it was ${shapeWords(old)}`;
  return [
    comparison.change(spot, {
      code,
      what,
      narrows,
      widens,
      keywords: [['type'], ['enum'], ['const'], ['anyOf'], ['oneOf']],
    }),
  ];
}

function listFormsDiff(old: Shape, next: Shape, spot: Spot, comparison: Comparison): ShapeChange[] {
  const diff = (one: ListVariant, other: ListVariant, at: Spot) => listsDiff(one, other, at, comparison);
  const [before, after] = [
    old.filter((variant) => variant.is === 'list'),
    next.filter((variant) => variant.is === 'list'),
  ];
  const likeness = (one: ListVariant, other: ListVariant) => {
    return before.length * after.length > 1 && diff(one, other, spot).length === 0 ? 1 : 0;
  };
  return pairsDiff(
    { ...pairByLikeness(before, after, likeness), nameOf: () => undefined },
    [before, after],
    diff,
    spot,
    comparison,
  );
}

function recordFormsDiff(old: Shape, next: Shape, spot: Spot, comparison: Comparison): ShapeChange[] {
  const [before, after] = [
    old.filter((variant) => variant.is === 'record'),
    next.filter((variant) => variant.is === 'record'),
  ];
  const follow = { old: comparison.old.follow, new: comparison.new.follow };
  const diff = (areToldApart: boolean) => (one: RecordVariant, other: RecordVariant, at: Spot) => {
    const others = areToldApart ? [] : before.filter((form) => form !== one);
    const known = new KnownKeys(others, comparison.old);
    return recordsDiff({ old: one, next: other, spot: at, comparison, known });
  };
  const pairs = pairForms(before, after, follow, (one, other) => diff(true)(one, other, spot).length === 0);
  const toldApart = diff(pairs.areToldApart);
  const atForms = (one: RecordVariant, other: RecordVariant, at: Spot) => {
    if (before.length + after.length === 2) return toldApart(one, other, at);
    const places = { old: placeOfForm(one, before) ?? at.old, new: placeOfForm(other, after) ?? at.new };
    return toldApart(one, other, { ...at, ...places });
  };
  return pairsDiff(pairs, [before, after], atForms, spot, comparison);
}

function pairsDiff<T extends Variant>(
  { paired, gone, added, nameOf }: Pairs<T> & { readonly nameOf: (form: T) => string | undefined },
  [before, after]: readonly [readonly T[], readonly T[]],
  diff: (one: T, other: T, spot: Spot) => ShapeChange[],
  spot: Spot,
  comparison: Comparison,
): ShapeChange[] {
  // Where there was no array or no object at all, that is told as a change of type.
  if (before.length === 0 || after.length === 0) return [];
  const keywords = [['oneOf'], ['anyOf'], ['if'], ['type']];
  return [
    ...paired.flatMap(([one, other]) => {
      const changes = diff(one, other, { ...spot, form: nameOf(one) ?? spot.form });
      if (nameOf(one) !== undefined || isNowhereNarrower(changes)) return changes;
      const others = added.map((form) => diff(one, form, spot)).filter(isNowhereWider);
      if (others.length === 0) return changes;
      const split = splitForms([changes, ...others]);
      return [...split.common, ...(split.other ? [comparison.change(spot, split.other)] : [])];
    }),
    ...gone.flatMap((form) => {
      const news = newsOfGone(after.map((other) => diff(form, other, spot)));
      const what = `has lost a form: ${nameOf(form) ?? formWords(form)}`;
      return news ? [comparison.change(spot, { code: 'form-removed', what, ...news, keywords, isGone: true })] : [];
    }),
    ...added.flatMap((form) => {
      const news = newsOfAdded(before.map((other) => diff(other, form, spot)));
      const what = `has a new form: ${nameOf(form) ?? formWords(form)}`;
      return news ? [comparison.change(spot, { code: 'form-added', what, ...news, keywords })] : [];
    }),
  ];
}

function formWords(form: Variant): string {
  if (form.is !== 'record') return 'an array of other items';
  const names = [...form.fields.keys()];
  return names.length === 0 ? 'an object without fields' : `an object with ${names.slice(0, 8).join(', ')}`;
}

function isScalar({ is }: Variant): boolean {
  return is !== 'list' && is !== 'record' && is !== 'null';
}

/** Booleans as the two values that they are. */
function allNamed(variants: readonly Variant[]): Variant[] {
  return variants.flatMap((variant): Variant[] => {
    if (variant.is !== 'boolean') return [variant];
    return [true, false].map((value): Variant => ({ is: 'literal', value, limits: variant.limits }));
  });
}

function kindOf(variant: Variant): string {
  return variant.is === 'literal' ? typeof variant.value : variant.is;
}

function ofKind(shape: Shape, kind: string): Variant[] {
  return shape.filter((variant) => kindOf(variant) === kind);
}
