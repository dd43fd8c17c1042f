import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { UsageError } from '../../subcommand.js';
import { runGit, type GitAnswer, type GitSurroundings } from './git.js';

/** What a path of a revision is: an entry of `git ls-tree`. */
export interface GitEntry {
  /** In octal, as git shows it: 100644 for a file, 120000 for a link, 160000 for a submodule. */
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly path: string;
}

/** What a file of a revision holds. */
export interface GitBlob {
  /** In bytes. */
  readonly size: number;
  /** `undefined` when it is larger than any file that is read here. */
  readonly content: Buffer | undefined;
}

/** The most that any file may hold that a hookspec or a schema is read from. */
const MAX_FILE_BYTES = 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/** A repository whose revisions are read, and never changed. */
export class GitRepository {
  private constructor(
    private readonly surroundings: GitSurroundings,
    private readonly options: readonly string[],
    /** The way from the root of the repository to where the command runs: empty, or with a slash at its end. */
    private readonly prefix: string,
  ) {}

  /**
   * Finds the repository as git does. Hooks of git set GIT_DIR, often relative to the root: when it leads to the repository
   * around the working directory, or nowhere, that repository is meant.
   *
   * @throws UsageError when there is none
   */
  static async open(surroundings: GitSurroundings): Promise<GitRepository> {
    const around = findAround(surroundings.directory);
    const found = await locate(surroundings, []);
    // To name a repository is to trust it: one that git does not trust is not named on anybody's behalf.
    const isDistrusted = found.answer.complaint.includes('safe.directory');
    if (around === undefined || isDistrusted) return this.opened(surroundings, [], found);
    const options = [`--git-dir=${join(around, '.git')}`, `--work-tree=${around}`];
    const other = await locate(surroundings, options);
    const isMeant = other.answer.isFine && (!found.answer.isFine || found.folder === other.folder);
    return isMeant ? this.opened(surroundings, options, other) : this.opened(surroundings, [], found);
  }

  private static opened(surroundings: GitSurroundings, options: readonly string[], found: Located): GitRepository {
    if (found.answer.isFine) return new GitRepository(surroundings, options, found.prefix);
    const { complaint } = found.answer;
    throw new UsageError(
      `git finds no repository here: ${complaint === '' ? 'it failed and did not say why' : complaint}`,
    );
  }

  /**
   * The tree of a revision.
   *
   * @param path what is looked for in it
   * @throws UsageError when git does not know the revision, or lacks it
   */
  async treeOf(revision: string, path: string): Promise<string> {
    // An option would begin like that, and no branch or tag can.
    if (revision.startsWith('-')) throw new UsageError(`'${revision}' is no revision: it begins with a dash`);
    const { id, complaint } = await this.idOf(`${revision}^{tree}`);
    if (id !== undefined) return id;
    // A clone may have the commit only, and fetch all else when it is wanted.
    if (await this.knows(revision)) throw lacking();
    const reason = complaint === '' ? '' : ` (${complaint})`;
    throw new UsageError(`git knows no revision '${revision}' here${reason}${await this.hintFor(revision, path)}`);
  }

  /** Whether git knows a commit of that name. */
  async knows(revision: string): Promise<boolean> {
    return !revision.startsWith('-') && (await this.idOf(`${revision}^{commit}`)).id !== undefined;
  }

  /** The tree of a folder that is known to be there, from the root. */
  async folderOf(tree: string, path: string): Promise<string> {
    const { id } = await this.idOf(`${tree}:${path}`);
    if (id === undefined) throw lacking();
    return id;
  }

  private async idOf(name: string): Promise<{ readonly id: string | undefined; readonly complaint: string }> {
    const { isFine, stdout, complaint } = await this.run(['rev-parse', '--verify', '--quiet', name]);
    const id = stdout.toString('utf8').trim();
    return { id: isFine && /^[0-9a-f]{40,}$/.test(id) ? id : undefined, complaint };
  }

  /** What to do where the clone has a part of the history only. */
  private async hintFor(revision: string, path: string): Promise<string> {
    const { stdout: shallow } = await this.run(['rev-parse', '--is-shallow-repository']);
    if (!shallow.toString('utf8').startsWith('true')) return '';
    const { stdout } = await this.run(['remote']);
    const remotes = stdout.toString('utf8').split('\n');
    const name = revision.replace(/^(refs\/)?(remotes|heads|tags)\//, '');
    const remote = remotes.find((one) => one !== '' && name.startsWith(`${one}/`));
    const branch = remote === undefined ? name : name.slice(remote.length + 1);
    // What stands before a branch, and the short name of a commit, no server can be asked for.
    const isBranch = /^\w[\w./-]*$/.test(branch) && !/^[0-9a-f]{4,39}$/.test(branch) && branch !== 'HEAD';
    const way = isBranch
      ? `git fetch --depth=1 ${remote ?? 'origin'} ${branch}, and then name FETCH_HEAD:${path}`
      : 'git fetch --unshallow';
    return `; this clone is shallow: ${way}`;
  }

  /** A path as git means it: from the root of the repository, or with a dot at its beginning from here. */
  fromRoot(path: string): string {
    const isRelative = /^\.\.?(\/|$)/.test(path);
    const normal = posix.normalize(isRelative ? posix.join(this.prefix, path) : path).replace(/\/$/, '');
    if (normal === '..' || normal.startsWith('../') || normal.startsWith('/')) {
      throw new UsageError(`'${path}' is outside of the repository: behind the colon stands a path from its root`);
    }
    return normal === '.' ? '' : normal;
  }

  /** What stands at a path of a tree, from the root. */
  async entryAt(tree: string, path: string): Promise<GitEntry | undefined> {
    if (path === '') return { mode: '040000', type: 'tree', id: tree, path };
    const answer = await this.run(['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', tree, '--', path]);
    return entriesOf(answer).find((entry) => entry.path === path);
  }

  /** Everything in a tree that is no tree itself. */
  async entriesIn(tree: string): Promise<GitEntry[]> {
    return entriesOf(await this.run(['ls-tree', '-r', '-z', '--full-tree', tree]));
  }

  /**
   * What blobs hold, by their ids.
   *
   * @throws UsageError when git does not have one of them, or they are too large together
   */
  async blobsOf(ids: readonly string[]): Promise<Map<string, GitBlob>> {
    const wanted = [...new Set(ids)];
    const sizes = new Map((await this.objects('--batch-check', wanted)).map(({ id, size }) => [id, size]));
    const read = wanted.filter((id) => (sizes.get(id) ?? 0) <= MAX_FILE_BYTES);
    refuseTooMuch(read.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0));
    const contents = new Map((await this.objects('--batch', read)).map(({ id, content }) => [id, content]));
    if (wanted.some((id) => !sizes.has(id)) || read.some((id) => !contents.has(id))) throw lacking();
    return new Map([...sizes].map(([id, size]) => [id, { size, content: contents.get(id) }]));
  }

  /** Those of some paths of a tree that lead to files, links followed. */
  async filesAmong(tree: string, paths: readonly string[]): Promise<Set<string>> {
    const asked = paths.filter((path) => !/^\.\.(\/|$)|\n/.test(path));
    if (asked.length === 0) return new Set();
    const lines = [...asked.map((path) => `${tree}:${path}`), ''].join('\n');
    const how = ['cat-file', '--batch-check=%(objecttype)', '--follow-symlinks'];
    const { isFine, stdout } = await this.run(how, lines);
    if (!isFine) throw lacking();
    const answers: string[] = [];
    for (let at = 0; at < stdout.length;) {
      const end = stdout.indexOf('\n', at);
      const answer = stdout.toString('utf8', at, end);
      answers.push(answer);
      // What cannot be followed to its end is told on lines of its own.
      const [, size] = /^(?:symlink|dangling|loop|notdir) (\d+)$/.exec(answer) ?? [];
      at = end + 1 + (size === undefined ? 0 : Number(size) + 1);
    }
    return new Set(asked.filter((_, index) => answers[index] === 'blob'));
  }

  private async objects(how: '--batch' | '--batch-check', ids: readonly string[]) {
    const found: { readonly id: string; readonly size: number; readonly content: Buffer }[] = [];
    if (ids.length === 0) return found;
    const { stdout } = await this.run(['cat-file', how], [...ids, ''].join('\n'));
    for (let at = 0; at < stdout.length;) {
      const end = stdout.indexOf('\n', at);
      const [id = '', , size = ''] = stdout.toString('utf8', at, end).split(' ');
      if (!/^\d+$/.test(size)) break;
      const content = how === '--batch' ? stdout.subarray(end + 1, end + 1 + Number(size)) : Buffer.alloc(0);
      found.push({ id, size: Number(size), content });
      at = how === '--batch' ? end + 1 + Number(size) + 1 : end + 1;
    }
    return found;
  }

  private async run(args: readonly string[], input?: string): Promise<GitAnswer> {
    return runGit(this.surroundings, [...this.options, ...args], input);
  }
}

interface Located {
  readonly answer: GitAnswer;
  /** The folder of the repository itself: `.git`. */
  readonly folder: string;
  readonly prefix: string;
}

async function locate(surroundings: GitSurroundings, options: readonly string[]): Promise<Located> {
  const answer = await runGit(surroundings, [...options, 'rev-parse', '--absolute-git-dir', '--show-prefix']);
  const [folder = '', prefix = ''] = answer.stdout.toString('utf8').split('\n');
  return { answer, folder, prefix };
}

/** The nearest folder from here upwards that has a `.git`. */
function findAround(directory: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function entriesOf({ isFine, stdout }: GitAnswer): GitEntry[] {
  // A part of a listing looks like a whole one.
  if (!isFine) throw lacking();
  const lines = stdout.toString('utf8').split('\0');
  return lines.slice(0, -1).map((line) => {
    const [, mode = '', type = '', id = '', path = ''] = /^(\d+) (\w+) ([0-9a-f]+)\t([^]*)$/.exec(line) ?? [];
    if (mode === '') throw lacking();
    return { mode, type, id, path };
  });
}

/** @throws UsageError when these are more bytes than are read of one revision */
export function refuseTooMuch(bytes: number): void {
  if (bytes <= MAX_BYTES) return;
  throw new UsageError(
    `the hookspecs there, and what they refer to, hold more than ${MAX_BYTES} bytes: name a smaller folder of them`,
  );
}

function lacking(): UsageError {
  return new UsageError('git lacks some of the files of that revision: git fetch them first');
}
