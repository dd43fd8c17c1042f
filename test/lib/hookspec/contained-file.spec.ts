import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, FileRefusal, isInside, readRegularFile, resolveInside } from '../../../lib/hookspec/contained-file.js';
import { HookspecFolder } from '../support/hookspec-folder.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

/** Why something may not be read. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof FileRefusal) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a path is inside', () => {
  it.each([
    ['/root', '/root', true],
    ['/root/a/b', '/root', true],
    ['/root-old/a', '/root', false],
    ['/', '/root', false],
    ['/a', '/', true],
  ])('%s in %s: %s', (path, root, inside) => {
    expect(isInside(path, root)).toBe(inside);
  });
});

describe('files read one after the other', () => {
  it('hold nothing of one another', () => {
    const [long, short] = [folder.write('a.txt', 'long '.repeat(40)), folder.write('b.txt', 'short')];
    expect([long, short, long].map((path) => readRegularFile(path, 1_000))).toEqual([
      'long '.repeat(40),
      'short',
      'long '.repeat(40),
    ]);
  });
});

describe('a file in a root', () => {
  it('is found by its real path', () => {
    const path = folder.write('a/s.json', {});
    expect(resolveInside(join(folder.path, 'a/../a/s.json'), folder.path)).toBe(path);
  });

  it('may be a link that stays inside', () => {
    const path = folder.write('s.json', {});
    symlinkSync('s.json', join(folder.path, 'link.json'));
    expect(resolveInside(join(folder.path, 'link.json'), folder.path)).toBe(path);
  });

  it('may not be a link that leads out', () => {
    folder.write('out/s.json', {});
    mkdirSync(join(folder.path, 'root'));
    symlinkSync('../out/s.json', join(folder.path, 'root/s.json'));
    const root = join(folder.path, 'root');
    expect(refusal(() => resolveInside(join(root, 's.json'), root))).toContain(`leaves the hookspec root ${root}`);
  });

  it('may not lie behind a linked folder that leads out', () => {
    folder.write('out/s.json', {});
    mkdirSync(join(folder.path, 'root'));
    symlinkSync('../out', join(folder.path, 'root/schemas'));
    const root = join(folder.path, 'root');
    expect(refusal(() => resolveInside(join(root, 'schemas/s.json'), root))).toContain('leaves');
  });

  it.each(['../s.json', 'deeper/../../s.json', '../root-old/s.json'])('may not be reached by %s', (way) => {
    folder.write('s.json', {});
    folder.write('root-old/s.json', {});
    folder.write('root/deeper/x', '');
    const root = join(folder.path, 'root');
    expect(refusal(() => resolveInside(`${root}/${way}`, root))).toContain('leaves');
  });

  it.each(['nothing.json', 'file.json/below'])('is missing at %s', (way) => {
    folder.write('file.json', {});
    expect(refusal(() => resolveInside(join(folder.path, way), folder.path))).toBe('does not exist');
  });

  it('cannot be a link to itself', () => {
    symlinkSync('loop', join(folder.path, 'loop'));
    expect(refusal(() => resolveInside(join(folder.path, 'loop'), folder.path))).toContain('ELOOP');
  });

  it('cannot have a NUL in its name', () => {
    expect(refusal(() => resolveInside(`${folder.path}/a\0b`, folder.path))).toContain('cannot be opened');
  });
});

describe('reading a file', () => {
  it('gives its text', () => {
    expect(readRegularFile(folder.write('a.txt', 'größer 😀\n'), 100)).toBe('größer 😀\n');
  });

  it('leaves a byte order mark out', () => {
    expect(readRegularFile(folder.write('a.txt', '\uFEFFkind: k'), 100)).toBe('kind: k');
  });

  it('gives an empty text for an empty file', () => {
    expect(readRegularFile(folder.write('a.txt', ''), 100)).toBe('');
  });

  it('reads a file that holds as much as it may, counted in bytes', () => {
    expect(readRegularFile(folder.write('a.txt', 'é'.repeat(50)), 100)).toHaveLength(50);
  });

  it('refuses a file that holds one byte more, and says how much is read', () => {
    const path = folder.write('a.txt', 'x'.repeat(101));
    expect(refusal(() => readRegularFile(path, 100))).toMatch(/101 bytes.*100/);
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFkind: k', 'utf16le')],
    ['Latin-1', Buffer.from('größer', 'latin1')],
    ['a half of a character', Buffer.from([0xf0, 0x9f])],
  ])('refuses %s', (_, bytes) => {
    const path = join(folder.path, 'a.txt');
    writeFileSync(path, bytes);
    expect(refusal(() => readRegularFile(path, 100))).toContain('UTF-8');
  });

  it('refuses a directory', () => {
    expect(refusal(() => readRegularFile(folder.path, 100))).toContain('not a regular file');
  });

  it('refuses a FIFO at once, though nobody writes to it', () => {
    const path = join(folder.path, 'fifo');
    execFileSync('mkfifo', [path]);
    expect(refusal(() => readRegularFile(path, 100))).toContain('not a regular file');
  });

  it('refuses a device that never ends', () => {
    expect(refusal(() => readRegularFile('/dev/zero', 100))).toContain('not a regular file');
  });

  it('refuses a file that says it is empty, and is not: those of /proc', () => {
    // Elsewhere than on Linux there is no such file.
    const complaint = process.platform === 'linux' ? 'holds more than 100 bytes' : 'ENOENT';
    expect(refusal(() => readRegularFile('/proc/self/maps', 100))).toContain(complaint);
  });

  it('reads a file of many chunks whole', () => {
    const text = 'größer 😀\n'.repeat(20_000);
    expect(readRegularFile(folder.write('a.txt', text), 1_000_000)).toBe(text);
  });

  it('refuses a file that is gone', () => {
    expect(refusal(() => readRegularFile(join(folder.path, 'gone'), 100))).toContain('ENOENT');
  });
});

describe('the code of an error', () => {
  it('is what the file system says', () => {
    expect(codeOf(Object.assign(new Error('no'), { code: 'EACCES' }))).toBe('EACCES');
  });
});
