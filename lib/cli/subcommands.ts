import { checkCommand } from './check/check.command.js';
import { compileCommand } from './compile/compile.command.js';
import { diffCommand } from './diff/diff.command.js';
import type { Subcommand } from './subcommand.js';
import { typesCommand } from './types/types.command.js';

/** Everything that the command `hookspec` can do, in the order of its help. */
export const SUBCOMMANDS: readonly Subcommand[] = [checkCommand, typesCommand, compileCommand, diffCommand];
