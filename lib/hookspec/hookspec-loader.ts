import { readHookspecs } from './hookspec-reader.js';
import type { Hookspec } from './hookspec.js';
import { ProblemList } from './problem-list.js';
import { SchemaLibrary } from './schema-library.js';

/**
 * Loads hookspec files and their schemas.
 *
 * @param sources files and directories, relative to the working directory
 * @param loaded the hookspecs that are there already: their files are passed over, their kinds are taken
 * @returns the newly loaded hookspecs
 * @throws HookspecInvalidError with every problem of every file
 */
export function loadHookspecs(sources: readonly string[], loaded: Iterable<Hookspec> = []): Hookspec[] {
  const problems = new ProblemList();
  const found = readHookspecs(sources, loaded, new SchemaLibrary(problems), problems);
  problems.throwIfAny();
  return found.map(({ hookspec }) => hookspec);
}
