import { parseArgs } from 'node:util';

/** Where the scorecard goes when nothing is said. */
export const DEFAULT_FILE = 'bench/faults.json';

/** What there is to choose from. */
export interface Choices {
  readonly brokers: readonly string[];
  readonly scenarios: readonly string[];
}

/** What `--help` prints. */
export function usage({ brokers, scenarios }: Choices): string {
  return `Has real brokers fail under instances of an application that relay their broadcasts, and counts what becomes of
every event. Prints a line for each scenario, and writes the figures as JSON.

  npm run faults                          every scenario with every broker that is there, some minutes
  npm run faults -- --only BROKERS        some of the brokers: ${brokers.join(',')}
  npm run faults -- --scenario SCENARIOS  some of the scenarios: ${scenarios.join(',')}
  npm run faults -- --out FILE            writes FILE; without it, ${DEFAULT_FILE}, and with --only or --scenario nothing

A broker whose program is not installed is left out; with REQUIRE_SERVICES=1 that is an error.
Exit codes: 0; 1 when a figure is not what it must be; 2 for wrong use.
`;
}

/** What the command line asks for. */
export type Arguments =
  | { readonly help: true }
  | {
      readonly help: false;
      readonly brokers: readonly string[];
      readonly scenarios: readonly string[];
      /** Where the scorecard goes, if anywhere. */
      readonly out: string | undefined;
    };

/** The command line asks for something that there is not. Its message is for whoever wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line.
 *
 * @param argv without the names of node and of the script
 * @throws UsageError when it says anything that is not in {@link usage}
 */
export function parseArguments(argv: readonly string[], choices: Choices): Arguments {
  const { help = false, only, scenario, out } = valuesOf(argv);
  if (help) return { help };
  if (out === '') throw new UsageError('--out must be the name of a file, but it is empty');
  const isWhole = only === undefined && scenario === undefined;
  return {
    help,
    brokers: chosen('--only', only, choices.brokers),
    scenarios: chosen('--scenario', scenario, choices.scenarios),
    out: out ?? (isWhole ? DEFAULT_FILE : undefined),
  };
}

/** In the order of the choices, whatever the order of the names. */
function chosen(option: string, names: string | undefined, choices: readonly string[]): readonly string[] {
  if (names === undefined) return choices;
  const asked = names.split(',');
  const unknown = asked.find((name) => !choices.includes(name));
  if (unknown === undefined) return choices.filter((name) => asked.includes(name));
  throw new UsageError(`${option} must be of ${choices.join(',')}, but it names ${JSON.stringify(unknown)}`);
}

function valuesOf(argv: readonly string[]): { help?: boolean; only?: string; scenario?: string; out?: string } {
  const options = {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string' },
    scenario: { type: 'string' },
    out: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
