import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A folder that is gone when it was removed, or when the process ends, be it by a signal. */
export class TemporaryFolder {
  /** Its real path. */
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'hookspec-diff-')));

  constructor() {
    process.once('exit', this.remove);
    for (const signal of SIGNALS) process.once(signal, this.onSignal);
  }

  /** Removes it, with all that is in it. */
  readonly remove = (): void => {
    process.off('exit', this.remove);
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
    rmSync(this.path, { recursive: true, force: true });
  };

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.remove();
    // Nobody listens any more: the process ends as it would have.
    process.kill(process.pid, signal);
  };
}
