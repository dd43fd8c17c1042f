import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { codeOf } from '../../../hookspec/contained-file.js';
import { UsageError } from '../../subcommand.js';
import type { GitEntry, GitRepository } from './git-repository.js';

const LINK = '120000';
const SUBMODULE = '160000';

/** More than any folder of hookspecs holds. */
const MAX_ENTRIES = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** The most that any file may hold that a hookspec or a schema is read from. */
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Writes a tree of a repository into a folder. Links are written as links, so that what they lead to is judged as it is on
 * disk; submodules are left out.
 *
 * @param folder the real path of an empty folder
 * @throws UsageError when it is too large, or has paths that cannot be written
 */
export async function writeTree(repository: GitRepository, tree: string, folder: string): Promise<void> {
  const entries = (await repository.entriesIn(tree)).filter(({ mode }) => mode !== SUBMODULE);
  const read = entries.filter(({ size }) => size <= MAX_FILE_BYTES);
  const total = read.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > MAX_ENTRIES || total > MAX_BYTES) {
    throw new UsageError(
      `that folder of the repository holds ${entries.length} files: name the one that holds the hookspecs`,
    );
  }
  const contents = await repository.contentsOf([...new Set(read.map(({ id }) => id))]);
  // Links last: nothing is ever written through one.
  for (const entry of entries.toSorted((a, b) => Number(a.mode === LINK) - Number(b.mode === LINK))) {
    writeEntry(entry, contents.get(entry.id), folder);
  }
}

function writeEntry({ mode, path, size }: GitEntry, content: Buffer | undefined, folder: string): void {
  const parts = path.split('/');
  if (parts.some((part) => ['', '.', '..'].includes(part) || part.includes(sep))) {
    throw new UsageError(`that revision holds a path that cannot be written here: ${path}`);
  }
  const target = join(folder, ...parts);
  try {
    mkdirSync(dirname(target), { recursive: true });
    if (mode === LINK && content !== undefined) {
      symlinkSync(content.toString('utf8'), target);
      return;
    }
    writeFileSync(target, content ?? '', { flag: 'wx', mode: 0o600 });
    // Too large for any hookspec or schema: it is refused by its size, whatever it holds.
    if (content === undefined) truncateSync(target, size);
  } catch (error) {
    throw new UsageError(
      `a file of that revision cannot be written to the temporary folder (${codeOf(error)}): ${path}`,
    );
  }
}
