import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../../hookspec/contained-file.js';
import { shownPath } from '../../hookspec/shown-path.js';
import { UsageError } from '../subcommand.js';

/** Editors write a file in several steps, and save several files at once. */
const SETTLED_AFTER_MS = 50;

/**
 * Notices that something in the folders of hookspecs has changed. Folders are watched rather than files, since many
 * editors save by putting a new file in the old one's place.
 */
export class SourceWatch {
  private watchers: FSWatcher[] = [];
  private settling: NodeJS.Timeout | undefined;

  /**
   * @param paths hookspec files and directories, relative to the working directory
   * @param onChange is called once a change has settled
   */
  constructor(
    private readonly paths: readonly string[],
    private readonly onChange: () => void,
  ) {}

  /**
   * Watches the folders that are there now. Call it again before the files are read anew: a folder may have come or gone.
   *
   * @throws UsageError when the system watches no more for anybody
   */
  arm(): void {
    this.disarm();
    for (const path of this.paths.map((one) => resolve(one))) {
      const folder = isFolder(path) ? path : dirname(path);
      for (const inner of foldersIn(folder)) this.watch(inner);
      // Tells when the folder itself is removed, renamed or made.
      this.watch(nearestFolder(dirname(folder)), basename(folder));
    }
  }

  /** Stops watching. */
  disarm(): void {
    clearTimeout(this.settling);
    for (const watcher of this.watchers) watcher.close();
    this.watchers = [];
  }

  private watch(folder: string, only?: string): void {
    const changed = () => {
      clearTimeout(this.settling);
      this.settling = setTimeout(this.onChange, SETTLED_AFTER_MS);
    };
    try {
      const watcher = watch(folder, (_, name) => {
        if (only === undefined || name === null || name === only) changed();
      });
      // A folder that is removed is an error on some systems.
      watcher.on('error', changed);
      this.watchers.push(watcher);
    } catch (error) {
      // Else it was removed just now, which its own folder tells.
      if (isFolder(folder)) throw new UsageError(`${shownPath(folder)} cannot be watched (${codeOf(error)})`);
    }
  }
}

function foldersIn(folder: string): string[] {
  try {
    const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    // Those that hookspecs are looked for in as well.
    const searched = inner.filter(({ name }) => name !== 'node_modules');
    return [folder, ...searched.flatMap(({ name }) => foldersIn(join(folder, name)))];
  } catch {
    // What cannot be read cannot be watched; reading the hookspecs says so.
    return [];
  }
}

function nearestFolder(path: string): string {
  return isFolder(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
