import { parseArgs } from 'node:util';

const DEFAULT_SECONDS = 60;
const MAX_SECONDS = 86_400;

/** What `--help` prints. */
export const USAGE = `Runs a Nest application under HTTP load, with plugins that fail in every way there is, and
prints a scorecard as JSON on stdout. Exits with 0 when every promise was kept, with 1 when
one was broken.

  npm run soak                    ${DEFAULT_SECONDS} seconds of load
  npm run soak -- --seconds N     N seconds of load, a whole number from 1 to ${MAX_SECONDS}
  npm run --silent soak > FILE    nothing but the scorecard in FILE
`;

/** What the command line asks for. */
export type Arguments = { readonly help: true } | { readonly help: false; readonly seconds: number };

/** The command line asks for something that there is not. Its message is for whoever wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line.
 *
 * @param argv without the names of node and of the script
 * @throws UsageError when it says anything that is not in {@link USAGE}
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { help = false, seconds } = valuesOf(argv);
  return help ? { help } : { help, seconds: seconds === undefined ? DEFAULT_SECONDS : readSeconds(seconds) };
}

function valuesOf(argv: readonly string[]): { help?: boolean; seconds?: string } {
  const options = { help: { type: 'boolean', short: 'h' }, seconds: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= MAX_SECONDS) return seconds;
  throw new UsageError(`--seconds must be a whole number from 1 to ${MAX_SECONDS}, but it is ${JSON.stringify(text)}`);
}
