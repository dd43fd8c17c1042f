import { ANYTHING, UNLIMITED, type Limits, type ListVariant, type Shape } from '../../shape/shape.js';
import type { Comparison, ShapeChange, Spot } from './comparison.js';
import { limitsDiff } from './limits-diff.js';
import { shapeWords } from './shape-words.js';

/** What changed between two arrays. */
export function listsDiff(old: ListVariant, next: ListVariant, spot: Spot, comparison: Comparison): ShapeChange[] {
  const length = Math.max(old.first.length, next.first.length);
  const items = Array.from({ length }, (_, index) => itemDiff(old, next, index, spot, comparison)).flat();
  const goesOn = [old, next].every((list) => mostOf(list) > length);
  const [before, after] = [old, next].map((list) => (goesOn ? list.limits : withoutLength(list)));
  const limits = limitsDiff(before ?? UNLIMITED, after ?? UNLIMITED, false);
  return [
    ...items,
    ...restDiff(old, next, length, spot, comparison),
    ...limits.map((finding) => comparison.change(spot, finding)),
  ];
}

function itemDiff(
  old: ListVariant,
  next: ListVariant,
  index: number,
  spot: Spot,
  comparison: Comparison,
): ShapeChange[] {
  const [before, after] = [old.first[index] ?? old.rest, next.first[index] ?? next.rest];
  const wasPossible = mostOf(old) > index && isPossibleIn(before, comparison, 'old');
  const isPossible = mostOf(next) > index && isPossibleIn(after, comparison, 'new');
  const itemSpot: Spot = {
    ...spot,
    path: `${spot.path}[${index}]`,
    old: comparison.old.find(spot.old, 'prefixItems', index) ?? comparison.old.find(spot.old, 'items') ?? spot.old,
    new: comparison.new.find(spot.new, 'prefixItems', index) ?? comparison.new.find(spot.new, 'items') ?? spot.new,
  };
  if (wasPossible && isPossible) return comparison.compare(before, after, itemSpot);
  if (wasPossible) {
    const what = `is gone: the array ends before it`;
    return [comparison.change(itemSpot, { code: 'item-removed', what, narrows: true, isGone: true })];
  }
  if (!isPossible) return [];
  const what = `is new (${shapeWords(comparison.new.follow(after))}): the array ended before it`;
  return [comparison.change(itemSpot, { code: 'item-added', what, widens: true })];
}

/** The items that have no schemas of their own. */
function restDiff(
  old: ListVariant,
  next: ListVariant,
  length: number,
  spot: Spot,
  comparison: Comparison,
): ShapeChange[] {
  const wasOpen = mostOf(old) > length && isPossibleIn(old.rest, comparison, 'old');
  const isOpen = mostOf(next) > length && isPossibleIn(next.rest, comparison, 'new');
  const keywords = [['items'], ['unevaluatedItems'], ['maxItems']];
  if (wasOpen && isOpen) {
    // Anything in both: what every array may hold need not be looked at.
    if (old.rest === ANYTHING && next.rest === ANYTHING) return [];
    return comparison.compare(old.rest, next.rest, {
      ...spot,
      path: `${spot.path}[]`,
      old: comparison.old.find(spot.old, 'items') ?? spot.old,
      new: comparison.new.find(spot.new, 'items') ?? spot.new,
    });
  }
  if (wasOpen) {
    const what = `ends with its item ${length}: further ones were allowed`;
    return [
      comparison.change(spot, {
        code: 'list-closed',
        what: length === 0 ? 'allows no items any more' : what,
        narrows: true,
        keywords,
      }),
    ];
  }
  if (!isOpen) return [];
  const what = length === 0 ? 'allows items' : `goes on after its item ${length}, where it ended`;
  return [comparison.change(spot, { code: 'list-opened', what, widens: true, keywords })];
}

function isPossibleIn(shape: Shape, comparison: Comparison, side: 'new' | 'old'): boolean {
  return comparison[side].follow(shape).length > 0;
}

/** How many items an array may have, as far as that does not follow from what those are. */
function mostOf({ limits }: ListVariant): number {
  return limits.bounds.get('maxItems') ?? Infinity;
}

/** Where an array ends with items that have schemas of their own, what `maxItems` says is told of those. */
function withoutLength({ limits }: ListVariant): Limits {
  const bounds = new Map(limits.bounds);
  bounds.delete('maxItems');
  return { ...limits, bounds };
}
