import { readArguments } from '../arguments.js';
import { GeneratedFile } from '../generated-file.js';
import { bringUpToDate, describeText, report } from '../generated-outcome.js';
import { EXIT, UsageError, type ExitCode, type Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { makeTypes } from './make-types.js';
import { SourceWatch } from './source-watch.js';
import { TYPES_FILE } from './types-file.js';

const HELP = `Writes the TypeScript types of the hooks that hookspecs declare, so that a wrong name or a wrong
payload is a red line in the editor. Commit the file, and let your tsconfig.json include it.

Usage: hookspec types PATH… --out FILE [--check | --watch] [--json]

A PATH is a hookspec file, or a folder that is searched through for *.yaml and *.yml, as the option
\`hookspecs\` of the module. FILE is written only when nothing is wrong, and only when it changes.

Options:
  --out FILE  the file to write: its name ends in .ts, its folder exists, and nobody else wrote it
  --check     write nothing; exit with 1 when the file is not what would be written
  --watch     write the file anew whenever something is saved in the folders, until Ctrl+C
  --json      print one JSON document instead
  -h, --help  show this

Examples:
  hookspec types hookspecs --out src/hook-payloads.ts
  hookspec types hookspecs --out src/hook-payloads.ts --check    in CI
  hookspec types hookspecs --out src/hook-payloads.ts --watch    while you work on them

Exit codes:
  0  the file is up to date now
  1  the hookspecs have problems, or with --check the file is not up to date
  2  wrong use, or the file cannot be written`;

/** `hookspec types`: TypeScript types of the hooks. */
export const typesCommand: Subcommand = {
  name: 'types',
  summary: 'write the TypeScript types of hooks and their payloads',
  help: HELP,
  run: types,
};

async function types(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { operands, flags, values } = readArguments(args, { flags: ['check', 'watch', 'json'], values: ['out'] });
  if (values.out === undefined) throw new UsageError('say where the types should go: --out FILE');
  if (flags.check && flags.watch) throw new UsageError('--check writes nothing, so there is nothing to --watch');
  if (flags.json && flags.watch) throw new UsageError('--json prints one document, and --watch never ends');
  const file = new GeneratedFile(values.out, TYPES_FILE);
  if (flags.watch) return watch(operands, file, terminal);

  const make = () => makeTypes(operands, terminal);
  return report(bringUpToDate(file, flags.check, make), flags.json, terminal);
}

/** Ends with a signal. Until then everything that goes wrong is said, and may be mended. */
async function watch(paths: readonly string[], file: GeneratedFile, terminal: Terminal): Promise<ExitCode> {
  const turn = () => {
    // First, so that nothing saved while the files are read is missed.
    sources.arm();
    describeText(
      bringUpToDate(file, false, () => makeTypes(paths, terminal)),
      terminal,
    );
  };
  const sources = new SourceWatch(paths, () => {
    try {
      turn();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      terminal.say(error.message);
    }
  });
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    // Nobody reads on, as with `| head`.
    process.stdout.once('error', () => resolve());
  });
  try {
    // What is wrong use now ends the command.
    turn();
    terminal.say('watching; Ctrl+C ends it');
    await ended;
  } finally {
    sources.disarm();
  }
  return EXIT.fine;
}
