import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Answer, CommandName, Commands } from './instance/commands.js';
import type { InstanceSettings } from './instance/instance-settings.js';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(import.meta.dirname, 'instance/main.js');
const MAX_OUTPUT = 4_000;

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** An instance of the application, as a process of its own that does as it is told. It does not outlive this one. */
export class InstanceProcess {
  readonly name: string;
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private readonly pending = new Map<number, Pending>();
  private requests = 0;
  private hasEnded = false;
  /** The last that it wrote. Its log is not there, but in its report. */
  private output = '';

  constructor(settings: InstanceSettings) {
    this.name = settings.name;
    this.child = fork(MAIN, [JSON.stringify(settings)], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Nest's level can be set from outside, and the log is looked at.
      env: { ...process.env, NODE_OPTIONS: '', NEST_LOG_LEVEL: '' },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-MAX_OUTPUT);
      });
    }
    this.child.on('message', (message) => this.take(message as Answer));
    this.ended = once(this.child, 'close').then(() => this.end());
  }

  /** Has it do something. Rejects when it cannot, or ends meanwhile. */
  ask<Name extends CommandName>(what: Name, argument: Commands[Name]['argument']): Promise<Commands[Name]['answer']> {
    if (this.hasEnded) return Promise.reject(this.complaint());
    const id = ++this.requests;
    return new Promise<Commands[Name]['answer']>((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      this.child.send({ id, what, argument });
    });
  }

  /** Ends it at once. Settles when it is gone. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private take({ id, answer, error }: Answer): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    if (error === undefined) pending?.resolve(answer);
    else pending?.reject(new Error(`instance ${this.name}: ${error}`));
  }

  private end(): void {
    this.hasEnded = true;
    for (const { reject } of this.pending.values()) reject(this.complaint());
    this.pending.clear();
  }

  private complaint(): Error {
    return new Error(`instance ${this.name} has ended${this.output === '' ? '' : `:\n${this.output}`}`);
  }
}
