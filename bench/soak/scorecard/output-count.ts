import { forgeryIn, holdsAttempt, type Writer } from './output-check.js';

const MAX_SHOWN = 5;

/** Counts the lines that a process has printed, and those of them that were forged. */
export class OutputCount {
  lines = 0;
  forged = 0;
  /** Lines in which a plugin tried to forge one, and the text was kept where it belongs. */
  attempts = 0;
  /** The first few forged lines, and why they are. */
  readonly shown: string[] = [];

  /** @param writer whose lines they are */
  constructor(private readonly writer: Writer) {}

  /** Takes a line, without the newline at its end. */
  take(line: string): void {
    this.lines++;
    if (holdsAttempt(line)) this.attempts++;
    const forgery = forgeryIn(line, this.writer);
    if (forgery === undefined) return;
    this.forged++;
    if (this.shown.length < MAX_SHOWN) this.shown.push(`a line that ${forgery}: ${harmless(line)}`);
  }
}

/** Or it would do here what it was made for. JSON leaves everything from DEL on as it is. */
function harmless(line: string): string {
  return JSON.stringify(line).replaceAll(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
