import { PluginSystemError } from './plugin-system.error.js';

/** One thing wrong in one file. Lines and columns count from 1. */
export interface HookspecProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong and, where it can be told, the fix. */
  readonly message: string;
}

/**
 * Hookspecs or their schemas cannot be used. Thrown once while starting, with every problem of every file:
 * `problems` lists them, and `file`, `line` and `column` point at the first.
 */
export class HookspecInvalidError extends PluginSystemError {
  override readonly name = 'HookspecInvalidError';
  readonly file: string;
  readonly line: number;
  readonly column: number;

  /** @param problems at least one, in the order of files and lines */
  constructor(readonly problems: readonly [HookspecProblem, ...HookspecProblem[]]) {
    super('HOOKSPEC_INVALID', describe(problems));
    ({ file: this.file, line: this.line, column: this.column } = problems[0]);
  }
}

function describe(problems: readonly HookspecProblem[]): string {
  const lines = problems.map(({ file, line, column, message }) => `  ${file}:${line}:${column} ${message}`);
  const count = problems.length === 1 ? 'A problem' : `${problems.length} problems`;
  return [`${count} in the hookspecs:`, ...lines].join('\n');
}
