import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf } from '../hookspec/contained-file.js';
import { shownPath } from '../hookspec/shown-path.js';
import { UsageError } from './subcommand.js';

/** What a {@link GeneratedFile} is for. */
export interface GeneratedKind {
  /** Its first line, by which the command knows its own. */
  readonly firstLine: string;
  /** What its name ends in. */
  readonly ending: RegExp;
  /** What to say of a name with another end: `--out must name a TypeScript file: it ends in …`. */
  readonly wrongEnding: (path: string) => string;
}

/** A file that a subcommand writes whole. */
export class GeneratedFile {
  private readonly path: string;

  /**
   * @param path relative to the working directory
   * @throws UsageError when no such file can lie there
   */
  constructor(
    path: string,
    private readonly kind: GeneratedKind,
  ) {
    if (!kind.ending.test(path)) throw new UsageError(kind.wrongEnding(path));
    this.path = realPath(resolve(path));
  }

  /** The path as people should read it. */
  get shown(): string {
    return shownPath(this.path);
  }

  /**
   * What the file holds; `undefined` when there is none. A checkout may have given it other ends of lines.
   *
   * @throws UsageError when it cannot be read, or holds something that somebody else has written
   */
  read(): string | undefined {
    let text: string;
    try {
      // To read a pipe would wait for ever.
      if (!statSync(this.path).isFile()) throw new UsageError(`${this.shown} is no file`);
      text = readFileSync(this.path, 'utf8').replaceAll('\r\n', '\n');
    } catch (error) {
      if (error instanceof UsageError) throw error;
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new UsageError(`${this.shown} cannot be read (${codeOf(error)})`);
    }
    if (text !== '' && !text.startsWith(this.kind.firstLine)) {
      throw new UsageError(`${this.shown} was not written by this command: name another file, or remove it`);
    }
    return text;
  }

  /**
   * Replaces what the file holds, in one step: whatever happens meanwhile, it holds the old text or the new one.
   *
   * @throws UsageError when that is not possible; the old text is still there then
   */
  write(text: string): void {
    // In the same folder, since a file can be moved in one step only within a file system.
    const unfinished = join(dirname(this.path), `.${basename(this.path)}.${process.pid}.tmp`);
    try {
      writeNew(unfinished, text, modeOf(this.path));
      renameSync(unfinished, this.path);
    } catch (error) {
      if (existsSync(unfinished)) rmSync(unfinished);
      throw new UsageError(`${this.shown} cannot be written (${codeOf(error)})`);
    }
  }
}

function writeNew(path: string, text: string, mode: number): void {
  rmSync(path, { force: true });
  const descriptor = openSync(path, 'wx', mode);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    // Else a loss of power could leave a renamed file that is empty.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function modeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666;
}

/** Where a link leads: the file behind it is to be replaced, not the link, even when that file is not there yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const target = linkTarget(path);
    return target === undefined ? path : resolve(dirname(path), target);
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // It is no link: nothing is there yet, and reading it says so.
    return undefined;
  }
}
