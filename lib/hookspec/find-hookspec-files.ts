import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf, FileRefusal, isInside, resolveInside } from './contained-file.js';
import { FILE_START } from './position.js';
import type { ProblemList } from './problem-list.js';

/** A hookspec file, and the folder that its schemas may not leave. Both are real paths. */
export interface HookspecFile {
  readonly path: string;
  readonly root: string;
}

/**
 * Finds the hookspec files behind the paths that an application names: each a file, or a directory that is searched
 * through for `*.yaml` and `*.yml` (`node_modules` apart). A real file that is found twice is listed once.
 *
 * @param sources paths, relative to the working directory
 * @param problems takes what cannot be used
 */
export function findHookspecFiles(sources: readonly string[], problems: ProblemList): HookspecFile[] {
  const found = new Map<string, HookspecFile>();
  for (const source of sources) {
    for (const file of filesOf(resolve(source), problems)) {
      const known = found.get(file.path);
      // A file may be named beside the directory it lies in: then its schemas may lie in that directory too.
      if (known === undefined || isInside(known.root, file.root)) found.set(file.path, file);
    }
  }
  return [...found.values()];
}

function filesOf(source: string, problems: ProblemList): HookspecFile[] {
  let real: string;
  let isDirectory: boolean;
  try {
    real = realpathSync(source);
    isDirectory = statSync(real).isDirectory();
  } catch (error) {
    problems.add(
      source,
      FILE_START,
      `there is no such hookspec file or directory (${codeOf(error)}); paths are relative to ${process.cwd()}`,
    );
    return [];
  }
  if (!isDirectory) return [{ path: real, root: dirname(real) }];

  const files = search(real, real, problems);
  if (files.length === 0) problems.add(source, FILE_START, 'this directory holds no *.yaml or *.yml file');
  return files.map((path) => ({ path, root: real }));
}

function search(directory: string, root: string, problems: ProblemList): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    problems.add(directory, FILE_START, `this directory cannot be read (${codeOf(error)})`);
    return [];
  }
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => searchEntry(entry, join(directory, entry.name), root, problems));
}

function searchEntry(entry: Dirent, path: string, root: string, problems: ProblemList): string[] {
  if (entry.name === 'node_modules') return [];
  if (entry.isDirectory()) return search(path, root, problems);
  if (entry.isSymbolicLink()) return searchLink(path, root, problems);
  return isHookspecName(entry.name) ? [path] : [];
}

/** A link to a directory inside the root leads to what is searched anyway; one that leads out is a mistake. */
function searchLink(path: string, root: string, problems: ProblemList): string[] {
  try {
    if (isHookspecName(path)) return [resolveInside(path, root)];
    const real = realpathSync(path);
    if (statSync(real).isDirectory() && !isInside(real, root)) {
      problems.add(path, FILE_START, `leaves the hookspec root ${root}`);
    }
  } catch (error) {
    // A dangling link that does not even look like a hookspec concerns nobody here.
    if (error instanceof FileRefusal) problems.add(path, FILE_START, error.message);
  }
  return [];
}

function isHookspecName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}
