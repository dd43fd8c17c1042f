import { parseArgs } from 'node:util';
import { didYouMean } from '../hookspec/nearest-name.js';
import { UsageError } from './subcommand.js';

/** The options that a subcommand has, by their long names. */
export interface OptionNames<Flag extends string, Value extends string> {
  /** Those that stand alone: `--json`. */
  readonly flags?: readonly Flag[];
  /** Those that a value follows: `--out FILE` or `--out=FILE`. */
  readonly values?: readonly Value[];
}

/** What a subcommand was called with. */
export interface Arguments<Flag extends string, Value extends string> {
  /** What is no option, in its order: paths. */
  readonly operands: readonly string[];
  /** For each flag, whether it was given. */
  readonly flags: Readonly<Record<Flag, boolean>>;
  /** For each option with a value, the value, if it was given. */
  readonly values: Readonly<Record<Value, string | undefined>>;
}

/**
 * Takes the arguments of a subcommand apart. Options may stand anywhere; behind `--` everything is an operand, and so is
 * `-` alone.
 *
 * @throws UsageError when an option is unknown, lacks its value, has one that it does not take, or is given two values
 */
export function readArguments<Flag extends string = never, Value extends string = never>(
  args: readonly string[],
  { flags: flagNames = [], values: valueNames = [] }: OptionNames<Flag, Value>,
): Arguments<Flag, Value> {
  const known = [...flagNames, ...valueNames, 'help'].map((name) => `--${name}`);
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (const token of tokensOf(args, flagNames, valueNames)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (isOneOf(flagNames, name)) {
      if (value !== undefined) throw new UsageError(`the option ${rawName} takes no value`);
      flags.add(name);
    } else if (isOneOf(valueNames, name)) {
      if (value === undefined || value === '') throw new UsageError(`the option ${rawName} needs a value`);
      if (!inlineValue && value.startsWith('-')) {
        throw new UsageError(
          `the option ${rawName} needs a value; for one that begins with a dash write ${rawName}=${value}`,
        );
      }
      if (values.has(name)) throw new UsageError(`the option ${rawName} is given twice`);
      values.set(name, value);
    } else {
      throw new UsageError(`there is no option ${rawName}.${didYouMean(rawName, known)}`);
    }
  }
  return {
    operands,
    flags: Object.fromEntries(flagNames.map((name) => [name, flags.has(name)])) as Record<Flag, boolean>,
    values: Object.fromEntries(valueNames.map((name) => [name, values.get(name)])) as Record<Value, string | undefined>,
  };
}

/** Whether the arguments ask for help: `--help` or `-h`, before any `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).some((argument) => argument === '--help' || argument === '-h');
}

function tokensOf(args: readonly string[], flags: readonly string[], values: readonly string[]) {
  const options: Record<string, { type: 'boolean' | 'string' }> = {};
  for (const name of flags) options[name] = { type: 'boolean' };
  for (const name of values) options[name] = { type: 'string' };
  // Not strict: its messages are for programmers, and know no "did you mean".
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function isOneOf<T extends string>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
