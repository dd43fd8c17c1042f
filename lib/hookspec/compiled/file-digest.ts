import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * What tells whether a text file has changed. Checking it out with other ends of lines changes nothing.
 *
 * @throws Error of the file system when it cannot be read
 */
export function fileDigest(path: string): string {
  const bytes = readFileSync(path);
  const text = bytes.includes(13) ? bytes.toString().replaceAll('\r\n', '\n') : bytes;
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
