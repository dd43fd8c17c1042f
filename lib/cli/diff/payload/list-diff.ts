import { ANYTHING, type Limits, type ListVariant, type Shape } from '../../shape/shape.js';
import type { Comparison, ShapeChange, Spot } from './comparison.js';
import { limitsDiff } from './limits-diff.js';
import { shapeWords } from './shape-words.js';

/** What changed between two arrays. */
export function listsDiff(old: ListVariant, next: ListVariant, spot: Spot, comparison: Comparison): ShapeChange[] {
  const length = Math.max(old.first.length, next.first.length);
  const items = Array.from({ length }, (_, index) => itemDiff(old, next, index, spot, comparison)).flat();
  const limits = limitsDiff(withoutOwnLength(old), withoutOwnLength(next), false);
  return [
    ...items,
    ...restDiff(old, next, spot, comparison),
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
  const [wasPossible, isPossible] = [isPossibleIn(before, comparison, 'old'), isPossibleIn(after, comparison, 'new')];
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
function restDiff(old: ListVariant, next: ListVariant, spot: Spot, comparison: Comparison): ShapeChange[] {
  const [wasOpen, isOpen] = [isPossibleIn(old.rest, comparison, 'old'), isPossibleIn(next.rest, comparison, 'new')];
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
    const what = `ends with its item ${next.first.length}: further ones were allowed`;
    return [
      comparison.change(spot, {
        code: 'list-closed',
        what: next.first.length === 0 ? 'allows no items any more' : what,
        narrows: true,
        keywords,
      }),
    ];
  }
  if (!isOpen) return [];
  const what = old.first.length === 0 ? 'allows items' : `goes on after its item ${old.first.length}, where it ended`;
  return [comparison.change(spot, { code: 'list-opened', what, widens: true, keywords })];
}

function isPossibleIn(shape: Shape, comparison: Comparison, side: 'new' | 'old'): boolean {
  return comparison[side].follow(shape).length > 0;
}

/** An array that ends cannot be longer than its items: what `maxItems` says of that is told of the items. */
function withoutOwnLength({ first, rest, limits }: ListVariant): Limits {
  if (rest.length > 0 || limits.bounds.get('maxItems') !== first.length) return limits;
  const bounds = new Map(limits.bounds);
  bounds.delete('maxItems');
  return { ...limits, bounds };
}
