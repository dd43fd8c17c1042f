import type { Limits } from '../../shape/shape.js';
import { unexpressedKeyword } from '../../shape/unexpressed.js';
import type { Finding } from './comparison.js';
import { isKnownFormat, keepsRule } from './value-rules.js';

const MAX_RULE_LENGTH = 120;

/** What changed in the rules of a value: in keywords that are only compared as they are written. */
export function rulesDiff(old: Limits, next: Limits): Finding[] {
  const gone = checkedRules(old).filter((rule) => !next.rules.has(rule));
  const added = checkedRules(next).filter((rule) => !old.rules.has(rule));
  const keywords = new Set([...gone, ...added].filter(isSaid).map(keywordOf));
  const unsaid = [...added, ...gone].find((rule) => !isSaid(rule));
  const rules = [...keywords].map((keyword): Finding => {
    const [before, after] = [of(keyword, gone), of(keyword, added)];
    // A keyword may have stood there twice, in two branches.
    const isReplaced = before.length > 0 && after.length > 0;
    if (isReplaced) return replaced(keyword, before, after);
    const isAdded = after.length > 0;
    return {
      code: isAdded ? 'rule-added' : 'rule-removed',
      what: isAdded ? `has a new rule: ${texts(after)}` : `has lost a rule: ${texts(before)}`,
      narrows: isAdded,
      widens: !isAdded,
      keywords: [[keyword]],
      isGone: !isAdded,
    };
  });
  return unsaid === undefined ? rules : [undecided(unexpressedKeyword(unsaid) ?? ''), ...rules];
}

/** What is not in the shapes was compared as it is written. */
function undecided(keyword: string): Finding {
  const what = `has a schema whose '${keyword}' is only compared as it is written, and something in it changed: which values that lets in or keeps out cannot be decided`;
  return { code: 'undecided', what, narrows: true, widens: true, keywords: [[keyword]] };
}

/** Whether a rule is one that people can read. */
export function isSaid(rule: string): boolean {
  return unexpressedKeyword(rule) === undefined;
}

/** Whether a value that keeps some rules keeps the demanded ones too, as far as one can tell. */
export function hasAllRules(value: boolean | number | string, limits: Limits, demanded: Limits): boolean {
  return checkedRules(demanded).every((rule) => limits.rules.has(rule) || keepsRule(value, rule) === true);
}

function replaced(keyword: string, before: readonly string[], after: readonly string[]): Finding {
  const [isNarrower, isWider] = keyword === 'multipleOf' ? comparedMultiples(before, after) : [true, true];
  const isDecided = !(isNarrower && isWider);
  return {
    code: 'rule-changed',
    what: `has another rule: ${texts(after)}; it was ${texts(before)}${isDecided ? '' : '. Which values that lets in or keeps out cannot be decided'}`,
    narrows: isNarrower,
    widens: isWider,
    keywords: [[keyword]],
  };
}

/** Multiples of 4 are multiples of 2. Fractions are left alone: 0.3 is no multiple of 0.1 to a computer. */
function comparedMultiples(before: readonly string[], after: readonly string[]): [boolean, boolean] {
  const [old = Number.NaN, next = Number.NaN] = [before, after].map((rules) => {
    return rules.length === 1 ? Number(rules[0]?.slice('multipleOf '.length)) : Number.NaN;
  });
  if (!Number.isInteger(old) || !Number.isInteger(next)) return [true, true];
  return [old % next !== 0, next % old !== 0];
}

/** The rules that something is checked by. A format that nobody knows is an annotation. */
function checkedRules({ rules }: Limits): string[] {
  return [...rules].filter((rule) => keywordOf(rule) !== 'format' || isKnownFormat(rule.slice('format '.length)));
}

function keywordOf(rule: string): string {
  return /^[^\s,]+/.exec(rule)?.[0] ?? rule;
}

function of(keyword: string, rules: readonly string[]): string[] {
  return rules.filter((rule) => keywordOf(rule) === keyword);
}

function texts(rules: readonly string[]): string {
  const text = rules.join(' and ');
  return text.length > MAX_RULE_LENGTH ? `${text.slice(0, MAX_RULE_LENGTH)}…` : text;
}
