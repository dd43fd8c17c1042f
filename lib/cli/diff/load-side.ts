import type { HookspecProblem } from '../../errors/hookspec-invalid.error.js';
import { SchemaTargets } from '../../hookspec/schema-targets.js';
import { readForCommand } from '../read-for-command.js';
import type { Terminal } from '../terminal.js';
import type { Operand } from './operand.js';
import type { DiffSide } from './side.js';

/** A side that was read, with everything that is wrong with it; with problems, it may lack parts. */
export interface LoadedSide extends DiffSide {
  readonly problems: readonly HookspecProblem[];
}

/** Reads the hookspecs of one side as boot does; no file is needed after that. @param shown what to call the files of either side */
export function loadSide(
  { path, named }: Pick<Operand, 'named' | 'path'>,
  shown: DiffSide['shown'],
  terminal: Terminal,
): LoadedSide {
  const { sources, problems, schemas } = readForCommand([path], terminal);
  const targets = new SchemaTargets((file) => schemas.find(file));
  // To find out, links have to be followed, and by the time of comparing they may be gone.
  for (const file of schemas.usable()) targets.settle(file);
  return {
    sources,
    targets,
    shown,
    problems: problems.map((problem) => ({ ...problem, file: named(problem.file), message: named(problem.message) })),
  };
}
