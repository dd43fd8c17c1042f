import { CRASHED } from './crash.js';
import { EXIT, type Subcommand } from './subcommand.js';

/** The text of `hookspec --help`. */
export function generalHelp(subcommands: readonly Subcommand[]): string {
  const width = Math.max(...subcommands.map(({ name }) => name.length));
  const list = subcommands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Works with hookspec files: the YAML files, with their JSON Schemas, that nestjs-plugin-system loads.

Usage: hookspec COMMAND [ARGUMENT…]

Commands:
${list.join('\n')}

Options:
  -h, --help  show this; behind a command, what that command does
  --version   show the version of nestjs-plugin-system

Examples:
  hookspec check hookspecs
  hookspec help check

Exit codes:
  ${String(EXIT.fine).padEnd(2)}  fine
  ${String(EXIT.findings).padEnd(2)}  something was found
  ${String(EXIT.wrongUse).padEnd(2)}  wrong use
  ${CRASHED}  the command itself failed: please report what it says

Colours are for terminals only; NO_COLOR=1 turns them off.`;
}
