import { harmlessText } from '../errors/harmless-text.js';
import type { Position } from './position.js';

/** The most characters of a line that a frame shows. */
const WINDOW = 100;

const INVISIBLE = /^[\p{M}\u200b-\u200d]$/u;
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]$/u;

/**
 * A text that problems are pointed at in. Where its lines begin is found out once: a file may have thousands of problems,
 * and a minified one has a single line of a megabyte.
 */
export class FramedText {
  private starts: readonly number[] | undefined;

  /** @param text what was read from the file */
  constructor(private readonly text: string) {}

  /**
   * The line at a place, with its number before it and a caret under the column:
   *
   * ```
   * 6 |     dispatch: brodcast_notify
   *   |               ^
   * ```
   *
   * @returns `undefined` when there is no such line, or it is blank
   */
  frameAt({ line, column }: Position): string | undefined {
    this.starts ??= lineStarts(this.text);
    const start = this.starts[line - 1];
    if (start === undefined) return undefined;
    const end = (this.starts[line] ?? this.text.length + 1) - 1;
    const caret = Math.min(start + column - 1, end);

    let from = end - start <= WINDOW ? start : Math.min(Math.max(start, caret - WINDOW / 2), end - WINDOW);
    let to = Math.min(end, from + WINDOW);
    // Not in the middle of a character of two units.
    if (isLowSurrogate(this.text, from)) from += 1;
    if (to < end && isLowSurrogate(this.text, to)) to -= 1;
    const shown = harmlessText(this.text.slice(from, to).replace(/\r$/, ''));
    if (shown.trim() === '') return undefined;

    const before = from > start ? '…' : '';
    const number = String(line);
    const toCaret = spaceOf(before + shown.slice(0, caret - from));
    return [`${number} | ${before}${shown}${to < end ? '…' : ''}`, `${' '.repeat(number.length)} | ${toCaret}^`].join(
      '\n',
    );
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** White space as wide as the text is in a terminal; a tab stays one, and so ends where the tab above it ends. */
function spaceOf(text: string): string {
  return Array.from(text, (character) => {
    if (character === '\t') return character;
    if (INVISIBLE.test(character)) return '';
    return WIDE.test(character) ? '  ' : ' ';
  }).join('');
}
