import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import { MESSAGES_FD, type Message } from './application/messages.js';
import { pluginsThatMayFail } from './application/plugin-table.js';
import { readLines } from './line-reader.js';
import type { ApplicationReport } from './scorecard/application-report.js';
import { OutputCount } from './scorecard/output-count.js';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(import.meta.dirname, 'application/main.js');
const START_TIMEOUT = 30_000;
const MAX_LAST_LINES = 30;

/** The application under load, as a process of its own, and everything it says. */
export class ApplicationProcess {
  readonly output: OutputCount;
  /** What it told at its very end. */
  report: ApplicationReport | undefined;
  /** Settles when the process has ended and everything it wrote has been read. */
  readonly ended: Promise<void>;
  hasEnded = false;
  private readonly lastLines: string[] = [];
  private readonly child: ChildProcess;
  private readonly listening: Promise<number>;

  constructor() {
    this.child = spawn(process.execPath, ['--expose-gc', MAIN], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // Nest's level and format can be set from outside, and the runs are to be comparable.
      env: { ...process.env, NODE_OPTIONS: '', NEST_LOG_LEVEL: '' },
    });
    this.output = new OutputCount({ pid: this.child.pid ?? 0, mayFail: pluginsThatMayFail() });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) readLines(stream, (line) => this.takeLine(line));
    }
    const messages = this.child.stdio[MESSAGES_FD] as Readable;
    this.listening = new Promise((resolve) => {
      readLines(messages, (line) => this.takeMessage(JSON.parse(line) as Message, resolve));
    });
    this.ended = once(this.child, 'close').then(() => {
      this.hasEnded = true;
    });
  }

  /** The exit code; `null` when it was ended by a signal, or has not ended. */
  get exitCode(): number | null {
    return this.child.exitCode;
  }

  /** The port it listens on. Rejects when it does not start. */
  async port(): Promise<number> {
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, START_TIMEOUT).unref());
    const port = await Promise.race([this.listening, this.ended, timeout]);
    if (port === undefined) throw new Error(`the application did not start:\n${this.lastLines.join('\n')}`);
    return port;
  }

  /** @throws Error when it has ended, with the last that it printed */
  assertRunning(): void {
    if (this.hasEnded) throw new Error(`the application has ended by itself:\n${this.lastLines.join('\n')}`);
  }

  /** Sends a signal to this process, and to no other. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  private takeLine(line: string): void {
    this.output.take(line);
    this.lastLines.push(line);
    if (this.lastLines.length > MAX_LAST_LINES) this.lastLines.shift();
  }

  private takeMessage(message: Message, listening: (port: number) => void): void {
    if (message.what === 'listening') listening(message.port);
    else this.report = message.report;
  }
}
