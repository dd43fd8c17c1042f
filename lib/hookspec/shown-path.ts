import { isAbsolute, relative, sep } from 'node:path';

/**
 * A path as people should read it: relative to the working directory when it lies below it, else absolute.
 * Either form can be clicked in a terminal.
 */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  const outside = fromHere === '' || fromHere === '..' || fromHere.startsWith(`..${sep}`) || isAbsolute(fromHere);
  return outside ? path : fromHere;
}
