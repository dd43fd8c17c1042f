import { dirname, join } from 'node:path';
import { shownPath } from '../../../lib/hookspec/shown-path.js';

describe('a path is shown', () => {
  const here = process.cwd();

  it('relative to the working directory when it lies below it', () => {
    expect(shownPath(join(here, 'hookspecs/k.yaml'))).toBe('hookspecs/k.yaml');
  });

  it('relative when its first folder merely begins with two dots', () => {
    expect(shownPath(join(here, '..hidden/k.yaml'))).toBe('..hidden/k.yaml');
  });

  it.each([
    ['the working directory itself', here],
    ['the folder around it', dirname(here)],
    ['a folder beside it with the same prefix', `${here}-old/k.yaml`],
    ['another place', '/elsewhere/k.yaml'],
  ])('absolute when it is %s', (_, path) => {
    expect(shownPath(path)).toBe(path);
  });
});
