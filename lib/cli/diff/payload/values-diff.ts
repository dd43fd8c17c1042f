import { isWithinBounds } from '../../shape/limits.js';
import type { LiteralVariant, Variant } from '../../shape/shape.js';
import type { Finding } from './comparison.js';
import { hasAllRules, rulesDiff } from './rules-diff.js';
import { literalList } from './shape-words.js';

const ENUM_KEYWORDS = [['enum'], ['const'], ['type']] as const;

/** What changed between values of one kind, or of several that are all named one by one. */
export function valuesDiff(old: readonly Variant[], next: readonly Variant[]): Finding[] {
  const [before, after] = [literalsOf(old), literalsOf(next)];
  const gone = before.filter((literal) => !next.some((variant) => admits(variant, literal)));
  const added = after.filter((literal) => !old.some((variant) => admits(variant, literal)));
  const [wasFree, isFree] = [old.length > before.length, next.length > after.length];
  const findings = before.flatMap((literal) => {
    const partner = after.find(({ value }) => value === literal.value);
    return partner === undefined ? [] : rulesDiff(literal.limits, partner.limits);
  });
  const narrows = gone.length > 0 || (wasFree && !isFree);
  const widens = added.length > 0 || (isFree && !wasFree);
  if (!narrows && !widens) return findings;
  const what = wasFree || isFree ? freedom(after, wasFree, isFree) : '';
  const news = [
    ...(what === '' ? [] : [what]),
    ...(gone.length > 0 ? [`no longer allows ${values(gone)}`] : []),
    ...(added.length > 0 && !(wasFree && !isFree) ? [`now allows ${values(added)}`] : []),
  ];
  const code = narrows && widens ? 'enum-changed' : narrows ? 'enum-narrowed' : 'enum-widened';
  return [...findings, { code, what: news.join(' and '), narrows, widens, keywords: ENUM_KEYWORDS }];
}

/** Whether a variant lets a value through, as far as one can tell; the rules of one value are compared on their own. */
function admits(variant: Variant, literal: LiteralVariant): boolean {
  if (variant.is === 'literal') return variant.value === literal.value;
  if (variant.is !== typeof literal.value || !isWithinBounds(literal.value, variant.limits)) return false;
  if (variant.is === 'number' && variant.whole && !Number.isInteger(literal.value)) return false;
  return hasAllRules(literal.value, literal.limits, variant.limits);
}

function freedom(after: readonly LiteralVariant[], wasFree: boolean, isFree: boolean): string {
  if (wasFree && !isFree) return `allows only ${values(after)}`;
  return isFree && !wasFree ? 'allows other values than those that were named' : '';
}

function values(literals: readonly LiteralVariant[]): string {
  return literalList(literals.map(({ value }) => value));
}

function literalsOf(variants: readonly Variant[]): LiteralVariant[] {
  return variants.filter((variant) => variant.is === 'literal');
}
