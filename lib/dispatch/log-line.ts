/** The most characters of a line that holds text from elsewhere. */
export const MAX_LINE_LENGTH = 1024;

/** The most characters of a name in such a line. */
const MAX_NAME_LENGTH = 200;

// C0, DEL and C1 (terminals obey them), the two line separators of Unicode, and the marks that reorder what is shown.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;
// Every other white space would look like the end of the value, and `=` like another pair.
const NEEDS_QUOTES = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"=]/;
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes `key=value` pairs as one line, values quoted and escaped where they must be, so that no value can forge
 * another pair or another line.
 *
 * @param pairs names and texts; a pair without text is left out
 * @param stretched the key whose value gets whatever room the others leave
 */
export function formatLine(pairs: Readonly<Record<string, string | undefined>>, stretched: string): string {
  const written = Object.entries(pairs).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const fixed = new Map(written.filter(([key]) => key !== stretched).map(([key, text]) => [key, formatName(text)]));
  const taken = [...fixed].reduce((sum, [key, value]) => sum + key.length + value.length + 2, 0);
  return written
    .map(([key, text]) => {
      const value = fixed.get(key) ?? formatValue(text, Math.max(32, MAX_LINE_LENGTH - taken - key.length - 1));
      return `${key}=${value}`;
    })
    .join(' ');
}

/**
 * Writes one value: control characters escaped, in quotes when it holds spaces, quotes or `=`.
 *
 * @param maxLength the most characters of the result, quotes included; what is cut off shows as `…`
 */
export function formatValue(text: string, maxLength = MAX_LINE_LENGTH): string {
  // What cannot be shown needs no quotes, and the text may hold megabytes.
  const quoted = text === '' || NEEDS_QUOTES.test(text.slice(0, maxLength));
  const escaped = escapeText(text, quoted ? maxLength - 2 : maxLength, quoted);
  return quoted ? `"${escaped}"` : escaped;
}

/** Escapes what must not reach a terminal or a log collector as it is: one line in, one line out. */
export function escapeControls(text: string, maxLength: number): string {
  return escapeText(text, maxLength, false);
}

function formatName(text: string): string {
  return formatValue(text, MAX_NAME_LENGTH);
}

function escapeText(text: string, maxLength: number, quoted: boolean): string {
  let whole = '';
  let lengthThatLeavesRoomForDots = 0;
  for (const character of text) {
    const escaped = escapeCharacter(character, quoted);
    if (whole.length + escaped.length > maxLength) return `${whole.slice(0, lengthThatLeavesRoomForDots)}…`;
    whole += escaped;
    if (whole.length < maxLength) lengthThatLeavesRoomForDots = whole.length;
  }
  return whole;
}

function escapeCharacter(character: string, quoted: boolean): string {
  if (quoted && (character === '"' || character === '\\')) return `\\${character}`;
  if (!UNSAFE.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return NAMED[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`);
}
