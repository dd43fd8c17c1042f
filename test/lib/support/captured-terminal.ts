import type { Terminal } from '../../../lib/cli/terminal.js';

const plain = (text: string): string => text;

/** A terminal without colours that keeps what is written. */
export class CapturedTerminal implements Terminal {
  /** What stands on stdout, line by line. */
  readonly printed: string[] = [];
  /** What stands on stderr, line by line. */
  readonly said: string[] = [];
  readonly paint = { error: plain, warning: plain, good: plain, faint: plain };

  print(line: string): void {
    this.printed.push(line);
  }

  say(line: string): void {
    this.said.push(line);
  }

  /** Leaves nothing behind, as on a terminal. */
  progress(_text: string): void {}
}
