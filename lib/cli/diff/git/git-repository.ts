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
  /** In bytes; 0 where git does not say. */
  readonly size: number;
  readonly path: string;
}

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
    throw new UsageError(`git finds no repository here: ${found.answer.complaint}`);
  }

  /**
   * The tree of a revision.
   *
   * @throws UsageError when git does not know the revision
   */
  async treeOf(revision: string): Promise<string> {
    // An option would begin like that, and no branch or tag can.
    if (revision.startsWith('-')) throw new UsageError(`'${revision}' is no revision: it begins with a dash`);
    const { isFine, stdout } = await this.run(['rev-parse', '--verify', '--quiet', `${revision}^{tree}`]);
    const id = stdout.toString('utf8').trim();
    if (isFine && /^[0-9a-f]{40,}$/.test(id)) return id;
    const { stdout: shallow } = await this.run(['rev-parse', '--is-shallow-repository']);
    const hint = shallow.toString('utf8').startsWith('true')
      ? `; this clone is shallow, so git fetch it first: git fetch origin ${revision}, or git fetch --unshallow`
      : '';
    throw new UsageError(`git knows no revision '${revision}' here${hint}`);
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
    if (path === '') return { mode: '040000', type: 'tree', id: tree, size: 0, path };
    const answer = await this.run(['--literal-pathspecs', 'ls-tree', '-z', '-l', '--full-tree', tree, '--', path]);
    return entriesOf(answer).find((entry) => entry.path === path);
  }

  /** Everything in a tree that is no tree itself. */
  async entriesIn(tree: string): Promise<GitEntry[]> {
    return entriesOf(await this.run(['ls-tree', '-r', '-z', '-l', '--full-tree', tree]));
  }

  /**
   * What blobs hold, by their ids.
   *
   * @throws UsageError when git does not have one of them
   */
  async contentsOf(ids: readonly string[]): Promise<Map<string, Buffer>> {
    const { stdout } = await this.run(['cat-file', '--batch'], [...ids, ''].join('\n'));
    const found = new Map<string, Buffer>();
    for (let at = 0; at < stdout.length;) {
      const end = stdout.indexOf('\n', at);
      const [id = '', , size = ''] = stdout.toString('utf8', at, end).split(' ');
      if (!/^\d+$/.test(size)) break;
      found.set(id, stdout.subarray(end + 1, end + 1 + Number(size)));
      at = end + 1 + Number(size) + 1;
    }
    if (ids.some((id) => !found.has(id))) {
      throw new UsageError('git lacks some of the files of that revision: git fetch them first');
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

function entriesOf({ stdout }: GitAnswer): GitEntry[] {
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line): GitEntry[] => {
      const [, mode = '', type = '', id = '', size = '', path = ''] =
        /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t([^]*)$/.exec(line) ?? [];
      return mode === '' ? [] : [{ mode, type, id, size: size === '-' ? 0 : Number(size), path }];
    });
}
