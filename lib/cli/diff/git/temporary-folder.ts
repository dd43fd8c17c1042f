import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../../hookspec/contained-file.js';
import { UsageError } from '../../subcommand.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A folder that is gone when it was removed, or when the process ends, be it by a signal. */
export class TemporaryFolder {
  /** Its real path. */
  readonly path = makeFolder();

  /** @throws UsageError when it cannot be made */
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

function makeFolder(): string {
  try {
    return realpathSync(mkdtempSync(join(tmpdir(), 'hookspec-diff-')));
  } catch (error) {
    throw new UsageError(
      `no temporary folder can be made in ${tmpdir()} (${codeOf(error)}): let TMPDIR name another one`,
    );
  }
}
