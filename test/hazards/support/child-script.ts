import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

const CHILDREN = resolve(import.meta.dirname, '../children');

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  /** SIGKILL when it did not end by itself within its limit. */
  readonly signal: NodeJS.Signals | null;
}

/** How a {@link ChildScript} runs. */
export interface ChildOptions {
  /** Options of Node itself. */
  readonly nodeOptions?: readonly string[];
  /** Is added to this process's own environment. */
  readonly env?: Record<string, string>;
  /** After so many milliseconds it is killed: what hangs makes a test red, and not the whole run hang. @default 20_000 */
  readonly limit?: number;
}

/**
 * A script of `children/` in a process of its own, with the built library: for what may hang, what is told by a signal, and
 * what is counted in a heap that a test shares with nobody.
 */
export class ChildScript {
  stdout = '';
  stderr = '';
  /** Settles when the process has ended and everything it wrote has been read. */
  readonly ended: Promise<Ending>;
  private readonly process: ChildProcessByStdio<null, Readable, Readable>;
  private readonly wakeUps = new Set<() => void>();
  private hasEnded = false;

  /**
   * @param script the file's name, or the whole path of one that is elsewhere
   * @param args what it is called with
   */
  constructor(script: string, args: readonly string[] = [], options: ChildOptions = {}) {
    const { nodeOptions = [], env = {}, limit = 20_000 } = options;
    this.process = spawn(process.execPath, [...nodeOptions, resolve(CHILDREN, script), ...args], {
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limit,
      killSignal: 'SIGKILL',
    });
    this.process.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      this.wake();
    });
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = once(this.process, 'close').then(([code, signal]: unknown[]) => {
      this.hasEnded = true;
      this.wake();
      return { code, signal } as Ending;
    });
  }

  /** Settles once it has written a line to stdout. Rejects when it ends without. */
  says(line: string): Promise<void> {
    return this.saysWhat(`"${line}"`, (text) => text === line);
  }

  /** The first line on stdout that a pattern fits, once it is there. Rejects when it ends without. */
  async saysLike(pattern: RegExp): Promise<string> {
    await this.saysWhat(String(pattern), (text) => pattern.test(text));
    return this.stdout.split('\n').find((line) => pattern.test(line)) ?? '';
  }

  private async saysWhat(what: string, isIt: (line: string) => boolean): Promise<void> {
    // What comes after the last line break is not whole yet.
    while (!this.stdout.split('\n').slice(0, -1).some(isIt)) {
      if (this.hasEnded) throw new Error(`the child did not say ${what}:\n${this.output()}`);
      await new Promise<void>((wakeUp) => this.wakeUps.add(wakeUp));
    }
  }

  /** Sends a signal. */
  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** What its last line on stdout holds as JSON, once it has ended. Rejects when it does not end well within its limit. */
  async result<T>(): Promise<T> {
    const { code, signal } = await this.ended;
    if (code !== 0) throw new Error(`the child ended with ${signal ?? code}:\n${this.output()}`);
    return JSON.parse(this.stdout.trimEnd().split('\n').at(-1) ?? '') as T;
  }

  private output(): string {
    return `${this.stdout}\n${this.stderr}`;
  }

  private wake(): void {
    const waiting = [...this.wakeUps];
    this.wakeUps.clear();
    for (const wakeUp of waiting) wakeUp();
  }
}
