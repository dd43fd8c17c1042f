import { posix } from 'node:path';

/** What a path of a revision leads to, links followed: `path` is where it ends, from the root of the repository. */
export interface Led {
  readonly to: 'file' | 'folder' | 'nothing' | 'outside';
  readonly path: string;
}

/** As many levels above the root of the repository are told apart; above them there is nothing. */
export const LEVELS_ABOVE = 16;

/** Systems give up after as many (ELOOP), and read no longer path (ENAMETOOLONG). */
const MAX_LINKS = 40;
const MAX_LENGTH = 4096;

/** The paths of one folder of a revision. Whatever lies around that folder is outside, and nobody looks there. */
export class TreePaths {
  private readonly folders = new Set<string>();

  /**
   * @param files the paths of all files, from the root of the repository
   * @param links where each link leads, as it says, by its path
   * @param around the folder; the root of the repository is an empty text
   */
  constructor(
    private readonly files: ReadonlySet<string>,
    private readonly links: ReadonlyMap<string, string>,
    private readonly around: string,
  ) {
    this.folders.add(around);
    for (const path of [...files, ...links.keys()]) {
      for (
        let folder = posix.dirname(path);
        !this.folders.has(folder) && folder !== '.';
        folder = posix.dirname(folder)
      ) {
        this.folders.add(folder);
      }
    }
  }

  /** Follows a path from the root of the repository, as a file system would. */
  follow(path: string): Led {
    if (path.length > MAX_LENGTH) return { to: 'nothing', path };
    const done: string[] = [];
    const left = partsOf(path);
    for (let links = 0; left.length > 0;) {
      const part = left.shift() ?? '';
      if (part === '..') {
        goUp(done);
        continue;
      }
      done.push(part);
      const text = this.links.get(done.join('/'));
      if (text === undefined) continue;
      if (++links > MAX_LINKS || text.length > MAX_LENGTH) return { to: 'nothing', path };
      done.pop();
      // The root of a file system is none of the repository's.
      if (posix.isAbsolute(text)) done.splice(0, done.length, '..', 'root');
      left.unshift(...partsOf(text));
    }
    return this.whatIs(done.join('/'));
  }

  private whatIs(path: string): Led {
    const isHere =
      this.around === '' ? !/^\.\.(\/|$)/.test(path) : path === this.around || path.startsWith(`${this.around}/`);
    if (!isHere) return { to: 'outside', path };
    if (this.files.has(path)) return { to: 'file', path };
    return { to: this.folders.has(path) ? 'folder' : 'nothing', path };
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function goUp(done: string[]): void {
  const last = done.at(-1);
  if (last !== undefined && last !== '..') done.pop();
  else if (done.length < LEVELS_ABOVE) done.push('..');
}
