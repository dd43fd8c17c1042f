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
    // As JSON, or it would do here what it was made for.
    if (this.shown.length < MAX_SHOWN) this.shown.push(`a line that ${forgery}: ${JSON.stringify(line)}`);
  }
}
