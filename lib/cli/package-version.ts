import { existsSync, readFileSync } from 'node:fs';

/** The version of this package, as its package.json has it: the nearest one above this file, in `lib` and in `dist/lib`. */
export function packageVersion(): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('..', folder);
  const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string };
  return version;
}
