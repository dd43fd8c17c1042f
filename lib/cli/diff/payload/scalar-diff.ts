import { keyOf } from '../../shape/union.js';
import type { LiteralVariant, Variant } from '../../shape/shape.js';
import type { Finding } from './comparison.js';
import { limitsDiff } from './limits-diff.js';
import { pairByLikeness } from './pairs.js';
import { isSaid } from './rules-diff.js';
import { valuesDiff } from './values-diff.js';

/** What changed between the texts, the numbers, the booleans or the nulls that two schemas let through. */
export function scalarsDiff(old: readonly Variant[], next: readonly Variant[]): Finding[] {
  const [before, after] = [old.flatMap(bothBooleans), next.flatMap(bothBooleans)];
  const { paired, gone, added } = pairByLikeness(before.filter(isFree), after.filter(isFree), (one, other) => {
    return Number(keyOf(one) === keyOf(other)) * 2 + Number(isWhole(one) === isWhole(other));
  });
  const findings = [...valuesDiff(before, after), ...paired.flatMap(([one, other]) => freeDiff(one, other))];
  // Where values of one kind were named before, that they are free now is told.
  if (paired.length === 0) return findings;
  const lost = gone.filter((variant) => !after.some((other) => isFree(other) && !narrows(freeDiff(variant, other))));
  const won = added.filter((variant) => !before.some((other) => isFree(other) && !widens(freeDiff(other, variant))));
  return [
    ...findings,
    ...lost.map((variant): Finding => ({
      code: 'form-removed',
      what: `has lost a form: ${words(variant)}`,
      narrows: true,
    })),
    ...won.map((variant): Finding => ({ code: 'form-added', what: `has a new form: ${words(variant)}`, widens: true })),
  ];
}

function freeDiff(old: Variant, next: Variant): Finding[] {
  const limits = limitsDiff(old.limits, next.limits, isWhole(old) && isWhole(next));
  if (isWhole(old) === isWhole(next)) return limits;
  const [before, after] = isWhole(old) ? ['integer', 'number'] : ['number', 'integer'];
  const what = `is ${after}; it was ${before}`;
  const code = isWhole(old) ? 'type-widened' : 'type-narrowed';
  return [{ code, what, narrows: isWhole(next), widens: isWhole(old), keywords: [['type']] }, ...limits];
}

/** `true` and `false` are all there is: as values they can be compared with those that are named. */
function bothBooleans(variant: Variant): Variant[] {
  if (variant.is !== 'boolean') return [variant];
  return [true, false].map((value): LiteralVariant => ({ is: 'literal', value, limits: variant.limits }));
}

function isFree(variant: Variant): boolean {
  return variant.is !== 'literal';
}

function isWhole(variant: Variant): boolean {
  return variant.is === 'number' && variant.whole;
}

function words({ is, limits }: Variant): string {
  const all = [
    ...Array.from(limits.bounds, ([bound, limit]) => `${bound} ${limit}`),
    ...[...limits.rules].filter(isSaid),
  ];
  return [is, ...all].join(', ');
}

function narrows(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.narrows);
}

function widens(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.widens);
}
