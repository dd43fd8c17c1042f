import { PatternRefusal } from './pattern-refusal.js';

const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y;
const UNICODE_ESCAPE = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})/y;
const ESCAPE = /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[^])/y;
// The escapes of the web's older engines (ECMA-262, Annex B): octal numbers, and a \c that controls nothing.
const LEGACY = /\\(?:0\d|c(?![a-zA-Z]))/y;

/**
 * How the set of characters at a position of a pattern is written: as one character, an escape or a class.
 *
 * @throws PatternRefusal when it is written in a way that only engines of old needed
 */
export function characterSetAt(pattern: string, position: number, isUnicode: boolean): string {
  const match = (token: RegExp) => {
    token.lastIndex = position;
    return token.exec(pattern)?.[0];
  };
  if (!isUnicode && match(LEGACY)) throw new PatternRefusal(pattern, 'holds an octal or a control escape');
  const special = match(CLASS) ?? (isUnicode ? match(UNICODE_ESCAPE) : undefined) ?? match(ESCAPE);
  if (special !== undefined) return special;
  return isUnicode ? String.fromCodePoint(pattern.codePointAt(position) ?? 0) : pattern.charAt(position);
}
