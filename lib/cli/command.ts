import { harmlessText } from '../errors/harmless-text.js';
import { didYouMean } from '../hookspec/nearest-name.js';
import { asksForHelp } from './arguments.js';
import { CRASHED, describeCrash } from './crash.js';
import { generalHelp } from './general-help.js';
import { packageVersion } from './package-version.js';
import { EXIT, UsageError, type ExitCode, type Subcommand } from './subcommand.js';
import { SUBCOMMANDS } from './subcommands.js';
import type { Terminal } from './terminal.js';

/**
 * Runs the command `hookspec`. Whatever goes wrong, it is said in words: nothing is thrown.
 *
 * @param args what follows `hookspec`
 * @returns the exit code: one of {@link EXIT}, or {@link CRASHED}
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  subcommands: readonly Subcommand[] = SUBCOMMANDS,
): Promise<ExitCode | typeof CRASHED> {
  const [name = '', ...rest] = args;
  const subcommand = subcommands.find((candidate) => candidate.name === name);
  try {
    if (subcommand === undefined) return runWithoutSubcommand(args, terminal, subcommands);
    if (asksForHelp(rest)) return show(subcommand.help, terminal);
    return await subcommand.run(rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      terminal.say(describeCrash(error));
      return CRASHED;
    }
    const called = subcommand === undefined ? 'hookspec' : `hookspec ${subcommand.name}`;
    terminal.say(harmlessText(`${called}: ${error.message}`));
    terminal.say(`See ${called} --help`);
    return EXIT.wrongUse;
  }
}

function runWithoutSubcommand(
  args: readonly string[],
  terminal: Terminal,
  subcommands: readonly Subcommand[],
): ExitCode {
  const [first, ...rest] = args;
  switch (first) {
    case undefined:
      // Nothing was done, and a script should notice.
      for (const line of generalHelp(subcommands).split('\n')) terminal.say(line);
      return EXIT.wrongUse;
    case '--version':
      return show(packageVersion(), terminal);
    case '--help':
    case '-h':
      return show(generalHelp(subcommands), terminal);
    case 'help':
      return show(helpFor(rest, subcommands), terminal);
    default:
      throw unknownCommand(first, subcommands);
  }
}

function helpFor([name, ...others]: readonly string[], subcommands: readonly Subcommand[]): string {
  if (name === undefined) return generalHelp(subcommands);
  if (others.length > 0) throw new UsageError('help is given for one command at a time');
  const subcommand = subcommands.find((candidate) => candidate.name === name);
  if (subcommand === undefined) throw unknownCommand(name, subcommands);
  return subcommand.help;
}

function unknownCommand(name: string, subcommands: readonly Subcommand[]): UsageError {
  if (name.startsWith('-')) {
    const hint = didYouMean(name, ['--help', '--version']);
    return new UsageError(`there is no option ${name} here: those of a command stand behind its name.${hint}`);
  }
  const names = [...subcommands.map((subcommand) => subcommand.name), 'help'];
  return new UsageError(`there is no command '${name}'.${didYouMean(name, names)}`);
}

function show(text: string, terminal: Terminal): ExitCode {
  for (const line of text.trimEnd().split('\n')) terminal.print(line);
  return EXIT.fine;
}
