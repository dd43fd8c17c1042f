import type { HookspecProblem } from '../../errors/hookspec-invalid.error.js';
import { readHookspecs } from '../../hookspec/hookspec-reader.js';
import { ProblemList } from '../../hookspec/problem-list.js';
import { SchemaLibrary } from '../../hookspec/schema-library.js';
import { SchemaTargets } from '../../hookspec/schema-targets.js';
import type { Operand } from './operand.js';
import type { DiffSide } from './side.js';

/** A side that was read, with everything that is wrong with it; with problems, it may lack parts. */
export interface LoadedSide extends DiffSide {
  readonly problems: readonly HookspecProblem[];
}

/** Reads the hookspecs of one side as boot does. @param shown what to call the files of either side */
export function loadSide(operand: Pick<Operand, 'named' | 'path'>, shown: DiffSide['shown']): LoadedSide {
  const problems = new ProblemList();
  const library = new SchemaLibrary(problems);
  const sources = readHookspecs([operand.path], [], library, problems);
  return {
    sources,
    targets: new SchemaTargets((path) => library.find(path)),
    shown,
    problems: problems.sorted().map((problem) => ({
      ...problem,
      file: operand.named(problem.file),
      message: operand.named(problem.message),
    })),
  };
}
