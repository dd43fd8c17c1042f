import { readArguments } from '../arguments.js';
import { GeneratedFile } from '../generated-file.js';
import { bringUpToDate, report } from '../generated-outcome.js';
import { UsageError, type ExitCode, type Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { COMPILED_FILE } from './compiled-file.js';
import { compileHookspecs } from './compile-hookspecs.js';

const HELP = `Checks hookspecs and makes one module of them, with the code that copies and checks payloads. An
application that loads it starts sooner, reads no file, and makes no code of text (no eval):

  import hookspecs from "./compiled-hookspecs.js";
  PluginSystemModule.forRoot({ hookspecs })

Usage: hookspec compile PATH… --out FILE [--check] [--json]

A PATH is a hookspec file, or a folder that is searched through for *.yaml and *.yml, as the option
\`hookspecs\` of the module. FILE is written only when nothing is wrong, and only when it changes. Run
it where the application is started: where the folders are there, the application compares them with
what was compiled, and does not start when they differ.

Options:
  --out FILE  the module to write: its name ends in .ts, .mts, .js or .mjs, its folder exists, and
              nobody else wrote it
  --check     write nothing; exit with 1 when the file is not what would be written
  --json      print one JSON document instead
  -h, --help  show this

Examples:
  hookspec compile hookspecs --out src/compiled-hookspecs.ts
  hookspec compile hookspecs --out src/compiled-hookspecs.ts --check    in CI

Exit codes:
  0  the file is up to date now
  1  the hookspecs have problems, or with --check the file is not up to date
  2  wrong use, or the file cannot be written`;

/** `hookspec compile`: one module that an application loads in place of the files. */
export const compileCommand: Subcommand = {
  name: 'compile',
  summary: 'make one module of hookspecs, for applications that start fast',
  help: HELP,
  run: compile,
};

async function compile(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { operands, flags, values } = readArguments(args, { flags: ['check', 'json'], values: ['out'] });
  const { out } = values;
  if (out === undefined) throw new UsageError('say where the module should go: --out FILE');
  const file = new GeneratedFile(out, COMPILED_FILE);
  const make = () => compileHookspecs(operands, out.endsWith('ts'), terminal);
  return report(bringUpToDate(file, flags.check, make), flags.json, terminal);
}
