import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { findHookspecFiles } from '../find-hookspec-files.js';
import { FILE_START } from '../position.js';
import type { ProblemList } from '../problem-list.js';
import type { CompiledHookspecs } from './compiled-hookspecs.js';
import { fileDigest } from './file-digest.js';

/**
 * Finds the files that are no longer what was compiled: somebody has changed the YAML and would wonder why nothing else
 * changes. Where none of the sources is there, as in a container that holds only code, there is nothing to compare with.
 *
 * @param problems takes each file that was changed, added or removed
 */
export function findStaleSources({ sources, files, hookspecs }: CompiledHookspecs, problems: ProblemList): void {
  if (!sources.some((source) => existsSync(source))) return;
  const again = `run \`hookspec compile ${sources.join(' ')}\` again, with its --out FILE`;
  for (const [file, digest] of Object.entries(files)) {
    const what = differenceOf(file, digest);
    if (what !== undefined) problems.add(resolve(file), FILE_START, `${what} since it was compiled: ${again}`);
  }
  const known = new Set(hookspecs.map(({ file }) => realPathOf(file)));
  for (const { path } of findHookspecFiles(sources, problems)) {
    if (!known.has(path)) problems.add(path, FILE_START, `is not among the compiled hookspecs: ${again}`);
  }
}

function differenceOf(file: string, digest: string): string | undefined {
  try {
    return fileDigest(file) === digest ? undefined : 'has changed';
  } catch {
    // Whatever keeps it from being read: it is not what was compiled.
    return 'is gone or cannot be read';
  }
}

function realPathOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : resolve(file);
}
