// C0 but the tab, DEL and C1 (terminals obey them), the two line separators of Unicode, and the marks that reorder what is
// shown or that nobody sees.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * A text that may be shown as one line of a terminal: what would forge another line, or drive the terminal, is replaced,
 * character by character.
 */
export function harmlessText(text: string): string {
  return text.replace(UNSAFE, '\ufffd');
}
