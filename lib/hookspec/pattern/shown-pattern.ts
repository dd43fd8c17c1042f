const MAX_SHOWN = 120;

/** A pattern as messages show it: a long one is cut, never within a character. */
export function shownPattern(pattern: string): string {
  if (pattern.length <= MAX_SHOWN) return pattern;
  return `${pattern.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
