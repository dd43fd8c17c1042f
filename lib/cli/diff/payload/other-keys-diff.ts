import { ANYTHING, type RecordVariant, type Shape } from '../../shape/shape.js';
import { isNowhereNarrower, isNowhereWider, type Comparison, type ShapeChange, type Spot } from './comparison.js';
import type { KnownKeys } from './known-keys.js';
import type { RecordPair } from './record-pair.js';
import { shapeWords } from './shape-words.js';

/** What changed in what two objects say of the keys that are no fields. */
export function otherKeysDiff(pair: RecordPair): ShapeChange[] {
  return [...patternsDiff(pair), ...restDiff(pair)];
}

function restDiff({ old, next, spot, comparison, known }: RecordPair): ShapeChange[] {
  if (old.rest === ANYTHING && next.rest === ANYTHING) return [];
  const [before, after] = [comparison.old.follow(old.rest), comparison.new.follow(next.rest)];
  const keywords = [['additionalProperties'], ['unevaluatedProperties']];
  if (before.length > 0 && after.length > 0) {
    return comparison.compare(old.rest, next.rest, spotOfKeys(spot, '*', comparison, keywords));
  }
  if (before.length > 0) {
    const what = `is closed: other keys than the declared ones were allowed (${shapeWords(before)})`;
    return [comparison.change(spot, { code: 'object-closed', what, narrows: true, keywords })];
  }
  if (after.length === 0) return [];
  const what = `is open: it allows other keys than the declared ones (${shapeWords(after)}), and did not`;
  return [comparison.change(spot, { code: 'object-opened', what, widens: known.hasSomeBeside(next), keywords })];
}

function patternsDiff({ old, next, spot, comparison, known }: RecordPair): ShapeChange[] {
  const spotOf = (pattern: string) => {
    return spotOfKeys(spot, `/${pattern}/`, comparison, [['patternProperties', pattern]]);
  };
  const rewritten = rewrittenPatterns(old, next, spotOf, comparison);
  const stayedOrGone = [...old.patterns].flatMap(([pattern, before]) => {
    const after = next.patterns.get(pattern);
    const other = rewritten.get(pattern);
    if (other !== undefined) {
      const what = `are written as another pattern, /${other}/, and hold the same: which keys that lets in or keeps out cannot be decided`;
      return [comparison.change(spotOf(pattern), { code: 'undecided', what, narrows: true, widens: true })];
    }
    return after === undefined
      ? gonePattern(pattern, before, next, spotOf(pattern), comparison)
      : changedPattern(pattern, before, after, spotOf(pattern), comparison, known);
  });
  const added = [...next.patterns].flatMap(([pattern, after]) => {
    const isKnown = old.patterns.has(pattern) || [...rewritten.values()].includes(pattern);
    return isKnown ? [] : addedPattern(pattern, after, old, spotOf(pattern), comparison, known);
  });
  return [...stayedOrGone, ...added];
}

/** Patterns that are gone, each with a new one that may match the same keys, for which nothing changed. */
function rewrittenPatterns(
  old: RecordVariant,
  next: RecordVariant,
  spotOf: (pattern: string) => Spot,
  comparison: Comparison,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [pattern, before] of old.patterns) {
    if (next.patterns.has(pattern)) continue;
    const other = [...next.patterns].find(([candidate, after]) => {
      const isFree = !old.patterns.has(candidate) && ![...found.values()].includes(candidate);
      return (
        isFree && mayMatchTheSame(pattern, candidate) && comparison.compare(before, after, spotOf(pattern)).length === 0
      );
    });
    if (other) found.set(pattern, other[0]);
  }
  return found;
}

function gonePattern(
  pattern: string,
  before: Shape,
  next: RecordVariant,
  keys: Spot,
  comparison: Comparison,
): ShapeChange[] {
  const isClosed = comparison.new.follow(next.rest).length === 0;
  const others = [next.rest, ...shapesOfSameKeys(pattern, next)];
  const inner = others.flatMap((shape) => comparison.compare(before, shape, keys));
  const what = `are no longer declared (they were ${shapeWords(comparison.old.follow(before))})`;
  const narrows = isClosed || !isNowhereNarrower(inner);
  return [comparison.change(keys, { code: 'pattern-keys-removed', what, narrows, widens: true, isGone: true })];
}

function addedPattern(
  pattern: string,
  after: Shape,
  old: RecordVariant,
  keys: Spot,
  comparison: Comparison,
  known: KnownKeys,
): ShapeChange[] {
  const rest = comparison.old.follow(old.rest).length === 0 ? [] : [old.rest];
  const inner = [...rest, ...shapesOfSameKeys(pattern, old)].flatMap((shape) => comparison.compare(shape, after, keys));
  const what = `are declared (${shapeWords(comparison.new.follow(after))}), and were not`;
  const [narrows, widens] = [!isNowhereNarrower(inner), !isNowhereWider(inner) || known.hasSomeOf(pattern)];
  return [comparison.change(keys, { code: 'pattern-keys-added', what, narrows, widens })];
}

/** What the patterns of an object that may match a key of another pattern say of it. */
function shapesOfSameKeys(pattern: string, { patterns }: RecordVariant): Shape[] {
  return [...patterns].filter(([other]) => mayMatchTheSame(pattern, other)).map(([, shape]) => shape);
}

/** Only beginnings are looked at: `^x-` and `^y-` have no key in common. */
function mayMatchTheSame(one: string, other: string): boolean {
  const [beginning, otherBeginning] = [beginningOf(one), beginningOf(other)];
  const length = Math.min(beginning.length, otherBeginning.length);
  return beginning.slice(0, length) === otherBeginning.slice(0, length);
}

/** The text that every key that a pattern matches begins with. */
function beginningOf(pattern: string): string {
  const [, beginning = '', next = ''] = pattern.includes('|') ? [] : (/^\^([\w-]*)(.?)/.exec(pattern) ?? []);
  return '*?{'.includes(next) && next !== '' ? beginning.slice(0, -1) : beginning;
}

function changedPattern(
  pattern: string,
  before: Shape,
  after: Shape,
  keys: Spot,
  comparison: Comparison,
  known: KnownKeys,
): ShapeChange[] {
  const [wasPossible, isPossible] = [comparison.old.follow(before).length > 0, comparison.new.follow(after).length > 0];
  if (wasPossible && isPossible) return comparison.compare(before, after, keys);
  if (wasPossible) {
    const what = `are forbidden (they were ${shapeWords(comparison.old.follow(before))})`;
    return [comparison.change(keys, { code: 'pattern-keys-removed', what, narrows: true, widens: true })];
  }
  if (!isPossible) return [];
  const what = `are allowed (${shapeWords(comparison.new.follow(after))}), and were forbidden`;
  return [
    comparison.change(keys, {
      code: 'pattern-keys-added',
      what,
      widens: known.hasSomeOf(pattern),
    }),
  ];
}

function spotOfKeys(
  spot: Spot,
  key: string,
  { old, new: next }: Comparison,
  ways: readonly (readonly string[])[],
): Spot {
  const first = (side: Comparison['new'], place: Spot['new']) => {
    return ways.map((way) => side.find(place, ...way)).find((found) => found !== undefined) ?? place;
  };
  return { ...spot, path: `${spot.path}.${key}`, old: first(old, spot.old), new: first(next, spot.new) };
}
