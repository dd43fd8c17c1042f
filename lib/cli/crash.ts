import { harmlessText } from '../errors/harmless-text.js';
import { packageVersion } from './package-version.js';

/** The exit code when the command itself fails: EX_SOFTWARE of sysexits.h. */
export const CRASHED = 70;

/** An error that should not have happened, in one line: what it is, where it was thrown, and what to do with the line. */
export function describeCrash(error: unknown): string {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const place = /\n\s+at ([^\n]*)/.exec(stack)?.[1];
  const where = place === undefined ? '' : ` at ${place}`;
  const versions = `nestjs-plugin-system ${packageVersion()}, Node ${process.version}`;
  return harmlessText(
    `hookspec: stopped by a mistake of its own: ${name}: ${message}${where} (${versions}). Please report this line.`,
  );
}
