import { spawn } from 'node:child_process';

import { guardGroup } from './group-guard.js';

const MAX_OUTPUT = 4_000;

/** What a {@link ProcessGroup} is started with. */
export interface GroupOptions {
  readonly args: readonly string[];
  /** Is added to this process's own environment. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A program and the processes that it starts, as far as they stay in its group: signals reach all of them. They do not
 * outlive this process, however it ends.
 */
export class ProcessGroup {
  /** Of the program itself, and of the group. */
  readonly id: number | undefined;
  /** Settles when none of them is left that could write anything. */
  readonly ended: Promise<void>;
  hasEnded = false;
  /** The last that they wrote. */
  output = '';

  constructor(program: string, { args, env }: GroupOptions) {
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.id = child.pid;
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', this.take);
    child.on('error', (error) => this.take(error.message));
    const dismissGuard = child.pid === undefined ? undefined : guardGroup(child.pid);
    // Not `once`, which rejects on 'error': a program that cannot be started ends too.
    this.ended = new Promise<void>((resolve) => child.once('close', () => resolve())).then(async () => {
      this.hasEnded = true;
      await dismissGuard?.();
    });
  }

  /** Sends a signal to each of them. */
  signal(signal: NodeJS.Signals): void {
    if (this.id === undefined || this.hasEnded) return;
    process.kill(-this.id, signal);
  }

  /** Ends them at once, whatever they are at. Settles when they are gone. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  private readonly take = (text: string): void => {
    this.output = (this.output + text).slice(-MAX_OUTPUT);
  };
}
