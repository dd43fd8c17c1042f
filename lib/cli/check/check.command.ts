import { readArguments } from '../arguments.js';
import { readForCommand } from '../read-for-command.js';
import { EXIT, type ExitCode, type Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { findingsOf } from './findings.js';
import { printJson, printText } from './print-findings.js';

const HELP = `Says everything that is wrong with hookspecs, and what looks like a mistake in them.

Usage: hookspec check PATH… [--json] [--deny-warnings]

A PATH is a hookspec file, or a folder that is searched through for *.yaml and *.yml, as the option
\`hookspecs\` of the module. Problems are what an application would not start with, in the same words.
Warnings are:

  hook-description   a hook without a description
  open-object        an object in a payload that may have properties which the schema does not name
  unbounded-pattern  a text with a \`pattern\` and no \`maxLength\`
  missing-type       a payload that is described as an object and may be anything else too
  nullable           \`nullable: true\`, which JSON Schema does not know

Options:
  --json           print one JSON document instead, with every problem and warning
  --deny-warnings  exit with 1 for warnings as well
  -h, --help       show this

Examples:
  hookspec check hookspecs
  hookspec check hookspecs features/billing/hookspecs --deny-warnings
  hookspec check hookspecs --json > findings.json

Exit codes:
  0  nothing is wrong; there may be warnings
  1  there are problems, or warnings and --deny-warnings
  2  wrong use`;

/** `hookspec check`: what boot would refuse, all at once, and warnings. */
export const checkCommand: Subcommand = {
  name: 'check',
  summary: 'say everything that is wrong with hookspecs, and what looks like a mistake',
  help: HELP,
  run: check,
};

async function check(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { operands, flags } = readArguments(args, { flags: ['json', 'deny-warnings'] });
  const findings = findingsOf(readForCommand(operands, terminal));
  if (flags.json) printJson(findings, terminal);
  else printText(findings, terminal);
  const isRefused = findings.errorCount > 0 || (flags['deny-warnings'] && findings.warningCount > 0);
  return isRefused ? EXIT.findings : EXIT.fine;
}
