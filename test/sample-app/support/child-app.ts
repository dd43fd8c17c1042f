import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const MAIN = resolve('dist/sample-app/main.js');

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `node dist/sample-app/main.js` as a process of its own: what `npm start` runs in the end. */
export class ChildApp {
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  /** Settles when the process has ended and everything it wrote has been read. */
  readonly ended: Promise<Ending>;
  private readonly process: ChildProcessByStdio<null, Readable, Readable>;
  private readonly wakeUps = new Set<() => void>();
  private hasEnded = false;

  /**
   * @param env is added to this process's own environment; without a PORT the system chooses one.
   * @param cwd the working directory, which `hookspecs` is relative to.
   * @param main the program, where it is another one.
   */
  constructor(env: Record<string, string> = {}, cwd = process.cwd(), main = MAIN) {
    if (!existsSync(main)) {
      throw new Error(`${main} is not there. Run "npm run build" first, as "npm test" does.`);
    }
    this.process = spawn(process.execPath, [main], {
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', PORT: '0', ...env },
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.collect(this.process.stdout, this.stdout);
    this.collect(this.process.stderr, this.stderr);
    this.ended = once(this.process, 'close').then(([code, signal]: unknown[]) => {
      this.hasEnded = true;
      this.wake();
      return { code, signal } as Ending;
    });
  }

  /** The port from the hint that is printed after the start. */
  async port(): Promise<number> {
    const line = await this.line(/listens on http:\/\/localhost:(\d+)\./);
    return Number(/localhost:(\d+)/.exec(line)?.[1]);
  }

  /** The first line on stdout that matches, as soon as it is there. Rejects when the process ends without one. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.stdout.find((line) => pattern.test(line));
      if (found !== undefined) {
        return found;
      }
      if (this.hasEnded) {
        throw new Error(`The application ended without a line like ${pattern}:\n${this.output()}`);
      }
      await new Promise<void>((wakeUp) => this.wakeUps.add(wakeUp));
    }
  }

  /** Leaves what it writes to stdout in the pipe, as a slow reader does. */
  stopReading(): void {
    this.process.stdout.pause();
  }

  /** Reads on. */
  readOn(): void {
    this.process.stdout.resume();
  }

  /** Sends a signal, to this process only. */
  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** For the end of a test: the process is gone when this settles, whatever state it was in. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  /** Everything it has written. */
  output(): string {
    return [...this.stdout, ...this.stderr].join('\n');
  }

  private collect(stream: Readable, lines: string[]): void {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      this.wake();
    });
  }

  private wake(): void {
    const waiting = [...this.wakeUps];
    this.wakeUps.clear();
    waiting.forEach((wakeUp) => wakeUp());
  }
}
