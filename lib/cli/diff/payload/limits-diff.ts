import { BOUNDS_OF, isLowerBound, type Bound, type Limits } from '../../shape/shape.js';
import type { Finding } from './comparison.js';
import { rulesDiff } from './rules-diff.js';

/** What changed in the limits of a value. */
export function limitsDiff(old: Limits, next: Limits, isWhole: boolean): Finding[] {
  return [...boundsDiff(old, next, isWhole), ...rulesDiff(old, next)];
}

interface Edge {
  /** As it is written: `minimum 0`. */
  readonly text: string;
  readonly keyword: Bound;
  readonly value: number;
  readonly isExclusive: boolean;
}

const ENDS: readonly (readonly Bound[])[] = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
  ...[...BOUNDS_OF.string, ...BOUNDS_OF.list, ...BOUNDS_OF.record].map((bound) => [bound]),
];

function boundsDiff(old: Limits, next: Limits, isWhole: boolean): Finding[] {
  return ENDS.flatMap((keywords): Finding[] => {
    const [before, after] = [edgeOf(old, keywords, isWhole), edgeOf(next, keywords, isWhole)];
    const order = compareEdges(before, after);
    if (order === 0) return [];
    const isTightened = order < 0;
    const keyword = (after ?? before)?.keyword;
    return [
      {
        code: isTightened ? 'bound-tightened' : 'bound-loosened',
        what: whatOf(before, after),
        narrows: isTightened,
        widens: !isTightened,
        keywords: keyword === undefined ? [] : [[keyword]],
        isGone: after === undefined,
      },
    ];
  });
}

function whatOf(before: Edge | undefined, after: Edge | undefined): string {
  if (before === undefined) return `has a new bound, ${after?.text}`;
  return after === undefined
    ? `has lost its bound, ${before.text}`
    : `is bound by ${after.text}; it was ${before.text}`;
}

/** The stricter one of the bounds at one end. */
function edgeOf(limits: Limits, keywords: readonly Bound[], isWhole: boolean): Edge | undefined {
  let strictest: Edge | undefined;
  for (const keyword of keywords) {
    const limit = limits.bounds.get(keyword);
    if (limit === undefined) continue;
    const edge = { text: `${keyword} ${limit}`, keyword, ...effective(keyword, limit, isWhole) };
    if (strictest === undefined || compareEdges(strictest, edge) < 0) strictest = edge;
  }
  return strictest;
}

/** Among whole numbers, `exclusiveMinimum 0` is `minimum 1`. */
function effective(keyword: Bound, limit: number, isWhole: boolean): Pick<Edge, 'isExclusive' | 'value'> {
  const isExclusive = keyword.startsWith('exclusive');
  if (!isWhole) return { value: limit, isExclusive };
  if (isLowerBound(keyword))
    return { value: isExclusive ? Math.floor(limit) + 1 : Math.ceil(limit), isExclusive: false };
  return { value: isExclusive ? Math.ceil(limit) - 1 : Math.floor(limit), isExclusive: false };
}

/** Negative when the second one is stricter. */
function compareEdges(one: Edge | undefined, other: Edge | undefined): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
  if (one.value !== other.value) return isLowerBound(one.keyword) ? one.value - other.value : other.value - one.value;
  return Number(one.isExclusive) - Number(other.isExclusive);
}
