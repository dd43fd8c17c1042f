import { parseArgs } from 'node:util';

/** Where results go when nothing is said. */
export const DEFAULT_FILE = 'bench/results.json';

/** What `--help` prints. */
export function usage(groups: readonly string[]): string {
  return `Measures what an event costs here, beside the same with other libraries and with code written by hand, in one
process and in turn. Prints tables on stdout and writes the figures as JSON.

  npm run bench                    all of it, some minutes
  npm run bench -- --short         in less than a minute; exits with 1 when a figure misses its target by more than
                                   a factor of 2
  npm run bench -- --only GROUP    one group: ${groups.join(', ')}
  npm run bench -- --json FILE     writes FILE; without it, ${DEFAULT_FILE}, and with --short or --only nothing
  npm run bench:readme             puts the tables of ${DEFAULT_FILE} into the README

Exit codes: 0, also when targets are missed (but for --short); 1 when something was not delivered; 2 for wrong use.
`;
}

/** What the command line asks for. */
export type Arguments =
  | { readonly help: true }
  | {
      readonly help: false;
      /** Whether to measure for a short time, and judge. */
      readonly short: boolean;
      /** The group to measure; all without it. */
      readonly only: string | undefined;
      /** Where the results go, if anywhere. */
      readonly json: string | undefined;
    };

/** The command line asks for something that there is not. Its message is for whoever wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line.
 *
 * @param argv without the names of node and of the script
 * @param groups the groups that there are
 * @throws UsageError when it says anything that is not in {@link usage}
 */
export function parseArguments(argv: readonly string[], groups: readonly string[]): Arguments {
  const { help = false, short = false, only, json } = valuesOf(argv);
  if (help) return { help };
  if (only !== undefined && !groups.includes(only)) {
    throw new UsageError(`--only must be one of ${groups.join(', ')}, but it is ${JSON.stringify(only)}`);
  }
  if (json === '') throw new UsageError('--json must be the name of a file, but it is empty');
  // Part of the figures, or hasty ones, are not what the README is made of.
  const isWhole = !short && only === undefined;
  return { help, short, only, json: json ?? (isWhole ? DEFAULT_FILE : undefined) };
}

function valuesOf(argv: readonly string[]): { help?: boolean; short?: boolean; only?: string; json?: string } {
  const options = {
    help: { type: 'boolean', short: 'h' },
    short: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
