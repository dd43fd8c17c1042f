import { expect } from '@jest/globals';
import { runDiff } from '../../../../../lib/cli/diff/diff.command.js';
import { UsageError } from '../../../../../lib/cli/subcommand.js';
import { CapturedTerminal } from '../../../support/captured-terminal.js';

/** How `hookspec diff` ended, and what it printed. */
export interface Ran {
  readonly code: number;
  readonly printed: string;
}

/** Runs `hookspec diff` in a folder. */
export async function diffIn(
  directory: string,
  old: string,
  next: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  const terminal = new CapturedTerminal();
  const code = await runDiff([old, next], terminal, { directory, environment });
  return { code, printed: terminal.printed.join('\n') };
}

/** With what words it refuses to run. */
export async function refusalIn(...args: Parameters<typeof diffIn>): Promise<string> {
  const ran: unknown = await diffIn(...args).catch((error: unknown) => error);
  expect(ran).toBeInstanceOf(UsageError);
  return (ran as UsageError).message;
}
