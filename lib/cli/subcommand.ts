import type { Terminal } from './terminal.js';

/** The exit codes of the command. */
export const EXIT = {
  /** Nothing to say against it. */
  fine: 0,
  /** Something was found: a problem, a difference, a file that is out of date. */
  findings: 1,
  /** The command was called wrongly; nothing was looked at. */
  wrongUse: 2,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One thing that the command `hookspec` can do. */
export interface Subcommand {
  readonly name: string;
  /** One line for the list in `hookspec --help`. */
  readonly summary: string;
  /** The whole text of `hookspec <name> --help`: usage, options, examples, exit codes. */
  readonly help: string;

  /**
   * @param args what follows the name; `--help` never gets here
   * @returns the exit code, see {@link EXIT}
   * @throws UsageError for wrong use
   */
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Wrong use: shown with a pointer to `--help`, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
