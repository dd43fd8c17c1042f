import { harmlessText } from './harmless-text.js';
import { PluginSystemError } from './plugin-system.error.js';

/** One thing wrong in one file. Lines and columns count from 1. */
export interface HookspecProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong and, where it can be told, the fix. One line. */
  readonly message: string;
  /**
   * The line of the file with a caret under the place, in two lines that may be shown anywhere: a long line is cut, control
   * characters are replaced. None when the file could not be read, or nothing stands there.
   */
  readonly frame?: string;
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

/**
 * A problem as people read it: its place and message in one line, and the lines of its frame, if it has one.
 *
 * The texts come from files that anybody may have written: whatever would drive a terminal is replaced.
 */
export function linesOfProblem({ file, line, column, message, frame }: HookspecProblem): [string, ...string[]] {
  const place = harmlessText(`${file}:${line}:${column}`);
  const framed = frame?.split('\n').map((part) => `  ${part}`) ?? [];
  return [`${place} ${harmlessText(message)}`, ...framed];
}

function describe(problems: readonly HookspecProblem[]): string {
  const lines = problems.flatMap((problem) => linesOfProblem(problem).map((line) => `  ${line}`));
  const count = problems.length === 1 ? 'A problem' : `${problems.length} problems`;
  return [`${count} in the hookspecs:`, ...lines].join('\n');
}
