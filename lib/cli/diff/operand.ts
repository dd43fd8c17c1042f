import { existsSync } from 'node:fs';
import { isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { isInside } from '../../hookspec/contained-file.js';
import { UsageError } from '../subcommand.js';
import { GitRepository } from './git/git-repository.js';
import { writeTree } from './git/git-tree.js';
import type { GitSurroundings } from './git/git.js';
import { TemporaryFolder } from './git/temporary-folder.js';

/** One of the two things to compare, as a path on disk. */
export interface Operand {
  /** The absolute path of a file or a folder. */
  readonly path: string;
  /** What a file is called that does not lie where it is read; `undefined` when it does. */
  readonly nameOf: (path: string) => string | undefined;
  /** A text in which files are called by those names. */
  readonly named: (text: string) => string;
  /** Removes what was made for it. */
  readonly remove: () => void;
}

/**
 * Finds what an operand means: a path on disk when there is such a thing; else `revision:path`, as git has it.
 *
 * @param other what it is to be compared with
 * @throws UsageError when it means nothing
 */
export async function openOperand(written: string, other: string, surroundings: GitSurroundings): Promise<Operand> {
  // Such as a variable of a script that was never set: it must not mean the working directory.
  if (written === '') throw new UsageError('a path is empty: name a file or a folder');
  const path = resolve(surroundings.directory, written);
  if (existsSync(path)) return { path, nameOf: () => undefined, named: (text) => text, remove: () => {} };
  const colon = colonIn(written);
  if (colon === -1) {
    const hint = (await isRevision(written, surroundings)) ? `; did you mean '${written}:${pathLike(other)}'?` : '';
    throw new UsageError(`there is no such file or directory: ${written}${hint}`);
  }
  if (colon === 0) throw new UsageError(`'${written}' lacks a revision before its colon, such as HEAD`);
  return fromGit(written.slice(0, colon), written.slice(colon + 1), surroundings);
}

async function isRevision(written: string, surroundings: GitSurroundings): Promise<boolean> {
  try {
    return await (await GitRepository.open(surroundings)).knows(written);
  } catch (error) {
    // Without git there are no revisions, and files were meant.
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** What a path on disk is called behind the colon of a revision. */
function pathLike(path: string): string {
  if (path === '' || isAbsolute(path) || colonIn(path) !== -1) return 'PATH';
  return /^\.\.?(\/|$)/.test(path) ? path : `./${path}`;
}

/** The colon behind a revision. Those in braces are a part of it, as in `HEAD^{/fix: this}`. */
function colonIn(written: string): number {
  let depth = 0;
  for (let index = 0; index < written.length; index++) {
    const character = written.charAt(index);
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ':' && depth === 0) return index;
  }
  return -1;
}

async function fromGit(revision: string, path: string, surroundings: GitSurroundings): Promise<Operand> {
  const repository = await GitRepository.open(surroundings);
  const root = await repository.treeOf(revision, path);
  const fromRoot = repository.fromRoot(path);
  const entry = await repository.entryAt(root, fromRoot);
  if (entry === undefined) throw new UsageError(`there is no '${fromRoot}' in the revision '${revision}'`);
  const isFile = entry.type === 'blob' && entry.mode !== '120000';
  if (!isFile && entry.type !== 'tree') {
    const what = entry.type === 'commit' ? 'a submodule' : 'a link';
    throw new UsageError(`'${fromRoot}' is ${what} in the revision '${revision}': name what it leads to`);
  }
  // The schemas of a file lie beside it.
  const around = isFile ? posix.dirname(fromRoot).replace(/^\.$/, '') : fromRoot;
  const tree = isFile ? await repository.folderOf(root, around) : entry.id;
  const temporary = new TemporaryFolder();
  try {
    const only = isFile ? fromRoot : undefined;
    const folder = await writeTree(repository, { tree, root, around, only }, temporary.path);
    return {
      path: isFile ? join(folder, posix.basename(fromRoot)) : folder,
      ...namesIn(folder, `${revision}:${around}`),
      remove: temporary.remove,
    };
  } catch (error) {
    temporary.remove();
    throw error;
  }
}

/** Names for the files in a folder that stands for a path of a revision. */
function namesIn(folder: string, name: string): Pick<Operand, 'named' | 'nameOf'> {
  const inside = name.endsWith(':') ? name : `${name}/`;
  const fromHere = relative(process.cwd(), folder);
  // Problems name files from the working directory on, when they lie below it.
  const folders = fromHere === '' || fromHere.startsWith('..') ? [folder] : [folder, fromHere];
  return {
    nameOf: (path) => {
      if (!isInside(path, folder)) return undefined;
      return path === folder ? name : inside + relative(folder, path).replaceAll(sep, '/');
    },
    named: (text) => {
      return folders.reduce((named, one) => named.replaceAll(one + sep, inside).replaceAll(one, name), text);
    },
  };
}
