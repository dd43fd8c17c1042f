import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { codeOf } from '../../../hookspec/contained-file.js';
import { UsageError } from '../../subcommand.js';
import { refuseTooMuch, type GitBlob, type GitEntry, type GitRepository } from './git-repository.js';
import { LEVELS_ABOVE, TreePaths } from './tree-paths.js';
import { referencesIn } from './tree-references.js';

const LINK = '120000';
const SUBMODULE = '160000';

/** More than any hookspecs refer to. */
const MAX_FILES = 10_000;

/** Why there can be nothing at a path. */
const CANNOT_BE = ['EEXIST', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];

/** What to write. */
export interface TreeSource {
  /** The id of the folder's tree. */
  readonly tree: string;
  /** The id of the tree of the revision. */
  readonly root: string;
  /** Where the folder lies, from the root of the repository. */
  readonly around: string;
  /** The only hookspec that is wanted, from the root of the repository; `undefined` for all of the folder. */
  readonly only: string | undefined;
}

/**
 * Writes the hookspecs in a folder of a revision, and what they refer to: nothing else, for a repository may be large.
 * What a link leads to is found out in the revision, so that nothing that happens to lie on this machine plays a part; links
 * that lead out of the folder are written so that they are refused as they are on disk. Submodules are left out.
 *
 * @param temporary the real path of an empty folder
 * @returns the folder that stands for that of the revision
 * @throws UsageError when git lacks a part of it, it is too large, or has paths that cannot be written
 */
export async function writeTree(repository: GitRepository, source: TreeSource, temporary: string): Promise<string> {
  return new TreeWriter(repository, source, temporary).write();
}

class TreeWriter {
  /** Stands for the root of the repository. It lies as deep as paths may climb above it. */
  private readonly base: string;
  /** What is referred to outside of the folder. */
  private readonly outside = new Set<string>();
  private bytes = 0;

  constructor(
    private readonly repository: GitRepository,
    private readonly source: TreeSource,
    private readonly temporary: string,
  ) {
    this.base = join(temporary, ...Array.from({ length: LEVELS_ABOVE }, () => 'r'));
  }

  async write(): Promise<string> {
    const { around, only, tree } = this.source;
    const prefix = around === '' ? '' : `${around}/`;
    const listed = (await this.repository.entriesIn(tree)).map((entry) => ({ ...entry, path: prefix + entry.path }));
    const links = await this.linksIn(listed);
    const ids = new Map(listed.filter(isFile).map(({ path, id }) => [path, id]));
    const paths = new TreePaths(new Set(ids.keys()), links, around);
    const folder = join(this.base, around);
    mkdirSync(folder, { recursive: true });
    await this.writeFiles(only === undefined ? hookspecsIn(ids, links, paths) : [only], ids, paths);
    // Links last: nothing is ever written through one.
    await this.writeLinks(links, paths);
    for (const path of this.outside) this.standIn(path, false);
    return folder;
  }

  private async linksIn(entries: readonly GitEntry[]): Promise<Map<string, string>> {
    const links = entries.filter(({ mode }) => mode === LINK);
    const blobs = await this.repository.blobsOf(links.map(({ id }) => id));
    return new Map(links.map(({ path, id }) => [path, blobs.get(id)?.content?.toString('utf8') ?? '']));
  }

  /** Writes files, what they refer to, what that refers to, and so on. */
  private async writeFiles(
    first: readonly string[],
    ids: ReadonlyMap<string, string>,
    paths: TreePaths,
  ): Promise<void> {
    const seen = new Set(first);
    for (let wanted = [...seen]; wanted.length > 0;) {
      if (seen.size > MAX_FILES) {
        throw new UsageError(
          `the hookspecs there, and what they refer to, are more than ${MAX_FILES} files: name a smaller folder of them`,
        );
      }
      const blobs = await this.repository.blobsOf(wanted.map((path) => ids.get(path) ?? ''));
      const next = new Set<string>();
      for (const path of wanted) {
        const blob = blobs.get(ids.get(path) ?? '');
        if (blob === undefined) continue;
        this.writeFile(path, blob);
        for (const found of this.referredTo(path, blob, paths)) if (!seen.has(found)) next.add(found);
      }
      for (const path of next) seen.add(path);
      wanted = [...next];
    }
  }

  /** The files in the folder that one of them refers to. */
  private referredTo(path: string, { content }: GitBlob, paths: TreePaths): string[] {
    if (content === undefined) return [];
    return referencesIn(new TextDecoder().decode(content), join(this.base, path)).flatMap((file) => {
      const led = paths.follow(relative(this.base, file).replaceAll(sep, '/'));
      if (led.to === 'file') return [led.path];
      if (led.to === 'folder') attempt(led.path, () => mkdirSync(this.placeOf(led.path), { recursive: true }));
      if (led.to === 'outside') this.outside.add(led.path);
      return [];
    });
  }

  private writeFile(path: string, { size, content }: GitBlob): void {
    refuseTooMuch((this.bytes += content?.length ?? 0));
    attempt(path, () => {
      const target = this.placeOf(path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content ?? '', { flag: 'wx', mode: 0o600 });
      // Too large for any hookspec or schema: it is refused by its size, whatever it holds.
      if (content === undefined) truncateSync(target, size);
    });
  }

  private async writeLinks(links: ReadonlyMap<string, string>, paths: TreePaths): Promise<void> {
    const led = [...links.keys()].map((link) => ({ link, end: paths.follow(link) }));
    const leaving = led.filter(({ end }) => end.to === 'outside').map(({ end }) => end.path);
    const files = await this.repository.filesAmong(this.source.root, leaving);
    for (const { link, end } of led) {
      if (end.to === 'outside') this.standIn(end.path, files.has(end.path));
      attempt(link, () => {
        const target = this.placeOf(link);
        mkdirSync(dirname(target), { recursive: true });
        const isFolder = end.to === 'folder' || (end.to === 'outside' && !files.has(end.path));
        const goal = end.to === 'nothing' ? join(this.temporary, 'nothing') : join(this.base, end.path);
        symlinkSync(goal, target, isFolder ? 'dir' : 'file');
      });
    }
  }

  /** Makes something outside of the folder, for the rule to find that it is there, and outside. */
  private standIn(path: string, asFile: boolean): void {
    const place = join(this.base, path);
    try {
      mkdirSync(asFile ? dirname(place) : place, { recursive: true });
      if (asFile) writeFileSync(place, '');
    } catch (error) {
      // One path may make a file of what is a folder to another, and some lead nowhere on any disk.
      if (!CANNOT_BE.includes(codeOf(error))) throw unwritable(path, error);
    }
  }

  private placeOf(path: string): string {
    const parts = path.split('/');
    if (parts.some((part) => ['', '.', '..'].includes(part) || part.includes(sep))) {
      throw new UsageError(`that revision holds a path that cannot be written here: ${path}`);
    }
    return join(this.base, ...parts);
  }
}

function isFile({ mode }: GitEntry): boolean {
  return mode !== LINK && mode !== SUBMODULE;
}

/** Whether a search for hookspecs would find it. */
function isHookspec(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !path.split('/').includes('node_modules');
}

/** The hookspecs that a search of the folder would find, those behind links included. */
function hookspecsIn(
  files: ReadonlyMap<string, string>,
  links: ReadonlyMap<string, string>,
  paths: TreePaths,
): string[] {
  const linked = [...links.keys()].filter(isHookspec).map((path) => paths.follow(path));
  return [...[...files.keys()].filter(isHookspec), ...linked.filter(({ to }) => to === 'file').map(({ path }) => path)];
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(
    `a file of that revision cannot be written to the temporary folder (${codeOf(error)}): ${path}`,
  );
}
