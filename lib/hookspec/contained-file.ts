import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';

// Of one process and reused: a new one of this size for each of a thousand files was a third of the time of reading them.
const chunk = Buffer.allocUnsafeSlow(64 * 1024);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Why a file may not be read; the message says what to do. */
export class FileRefusal extends Error {}

/**
 * Whether a path lies in a folder, or is that folder. Both are real paths.
 * The separator keeps a sibling with the same prefix (`hookspecs-old`) out.
 */
export function isInside(realPath: string, realRoot: string): boolean {
  return realPath === realRoot || realPath.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

/**
 * Finds the real path of a file that must stay inside a root, links followed.
 *
 * @param path absolute
 * @param realRoot the real path of the root
 * @throws FileRefusal when nothing is there, or its real path leaves the root
 */
export function resolveInside(path: string, realRoot: string): string {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw new FileRefusal(isMissing(error) ? 'does not exist' : `cannot be opened (${codeOf(error)})`);
  }
  if (!isInside(real, realRoot)) throw new FileRefusal(`leaves the hookspec root ${realRoot}`);
  return real;
}

/** The real path of what a path leads to; the path itself when it leads to nothing. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Nothing is there, and whoever goes on to read it says so.
    return path;
  }
}

/**
 * Reads a text file that is regular, small and UTF-8. A byte order mark is left out.
 *
 * @param realPath its real path
 * @param maxBytes the most it may hold
 * @throws FileRefusal when it is anything else
 */
export function readRegularFile(realPath: string, maxBytes: number): string {
  let descriptor: number;
  try {
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
    descriptor = openSync(realPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw new FileRefusal(`cannot be opened (${codeOf(error)})`);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new FileRefusal('is not a regular file');
    if (stats.size > maxBytes) {
      throw new FileRefusal(`holds ${stats.size} bytes; at most ${maxBytes} are read`);
    }
    return decode(readUpTo(descriptor, maxBytes));
  } finally {
    closeSync(descriptor);
  }
}

/** A file may grow while it is read, and those of /proc and some file systems say that they are empty, and are not. */
function readUpTo(descriptor: number, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let length = readChunk(descriptor); length > 0; length = readChunk(descriptor)) {
    total += length;
    if (total > maxBytes) throw new FileRefusal(`holds more than ${maxBytes} bytes, though it says otherwise`);
    parts.push(Buffer.from(chunk.subarray(0, length)));
  }
  return Buffer.concat(parts);
}

/** Fills the chunk. Returns how many bytes were read. */
function readChunk(descriptor: number): number {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    throw new FileRefusal(`cannot be read (${codeOf(error)})`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    // TextDecoder says only that it failed; which byte it was is no help to anybody.
    throw new FileRefusal('is not UTF-8 text');
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** The code of a file system error, such as `EACCES`. */
export function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code);
}
