import type { Paint, Terminal } from './terminal.js';

/** What is needed of `process.stdout` and `process.stderr`; a file or a pipe has no more than `write`. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal only. Knows NO_COLOR, FORCE_COLOR and TERM. */
  readonly hasColors?: () => boolean;
}

/** Back to the first column, and what stands behind the cursor is wiped. */
const WIPE = '\r\u001b[K';

/** The streams of the process, as a terminal: with colours where stdout has them, with progress where stderr is one. */
export class ProcessTerminal implements Terminal {
  readonly paint: Paint;
  private hasProgress = false;

  constructor(
    private readonly stdout: Output,
    private readonly stderr: Output,
  ) {
    const hasColors = stdout.hasColors?.() ?? false;
    const painted = (code: number) => (text: string) => (hasColors ? `\u001b[${code}m${text}\u001b[0m` : text);
    this.paint = { error: painted(31), warning: painted(33), good: painted(32), faint: painted(2) };
  }

  print(line: string): void {
    this.wipe();
    this.stdout.write(`${line}\n`);
  }

  say(line: string): void {
    this.wipe();
    this.stderr.write(`${line}\n`);
  }

  progress(text: string): void {
    if (!this.stderr.isTTY) return;
    this.stderr.write(WIPE + text);
    this.hasProgress = true;
  }

  private wipe(): void {
    if (this.hasProgress) this.stderr.write(WIPE);
    this.hasProgress = false;
  }
}
