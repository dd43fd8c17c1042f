import { runCommand } from '../../../lib/cli/command.js';
import { CapturedTerminal } from './captured-terminal.js';
import type { HookspecFolder } from './hookspec-folder.js';

/** What `hookspec check --json` prints. */
export interface CheckReport {
  readonly hookspecs: number;
  readonly hooks: number;
  readonly problems: readonly {
    readonly severity: 'error' | 'warning';
    readonly rule?: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}

/** Runs `hookspec check` in this process. */
export async function runCheck(...args: string[]) {
  const terminal = new CapturedTerminal();
  const exitCode = await runCommand(['check', ...args], terminal);
  return { exitCode, printed: terminal.printed, said: terminal.said };
}

/** Runs `hookspec check --json` in this process and returns the document. */
export async function checkReport(...paths: string[]): Promise<CheckReport> {
  const { printed } = await runCheck('--json', ...paths);
  return JSON.parse(printed.join('\n')) as CheckReport;
}

/** The warnings of one rule for a folder, each as `file:line:column message`, the file being relative to the folder. */
export async function warningsOf(folder: HookspecFolder, rule: string): Promise<string[]> {
  const { problems } = await checkReport(folder.path);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`boot would refuse this: ${JSON.stringify(errors)}`);
  return problems
    .filter((problem) => problem.rule === rule)
    .map(({ file, line, column, message }) => `${file.slice(folder.path.length + 1)}:${line}:${column} ${message}`);
}
