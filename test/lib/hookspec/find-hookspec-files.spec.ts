import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { HookspecInvalidError } from '../../../lib/errors/hookspec-invalid.error.js';
import { findHookspecFiles } from '../../../lib/hookspec/find-hookspec-files.js';
import { ProblemList } from '../../../lib/hookspec/problem-list.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt } from '../support/hookspec-problems.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

function link(target: string, name: string): void {
  symlinkSync(target, join(folder.path, name));
}

/** What is found, relative to the folder, and what is wrong. */
function find(...sources: readonly string[]): { files: string[]; roots: string[]; problems: string[] } {
  const list = new ProblemList();
  const found = findHookspecFiles(sources, list);
  const shown = (path: string) => path.replace(folder.path, '.');
  let problems: string[] = [];
  try {
    list.throwIfAny();
  } catch (error) {
    problems = (error as HookspecInvalidError).problems.map(
      ({ file, line, column, message }) => `${shown(file)}:${line}:${column} ${message}`,
    );
  }
  return { files: found.map(({ path }) => shown(path)), roots: found.map(({ root }) => shown(root)), problems };
}

describe('a directory as a source', () => {
  it('is searched through for *.yaml and *.yml, in the order of names', () => {
    ['b.yaml', 'a/z.yml', 'a/deep/er/y.yaml', 'C.YAML'].forEach((name) => folder.write(name, ''));
    expect(find(folder.path)).toEqual({
      files: ['./C.YAML', './a/deep/er/y.yaml', './a/z.yml', './b.yaml'],
      roots: ['.', '.', '.', '.'],
      problems: [],
    });
  });

  it('may hold other files', () => {
    ['k.yaml', 'schema.json', 'k.yaml.bak', 'README.md', 'yaml', 'x.yamlx'].forEach((name) => folder.write(name, ''));
    expect(find(folder.path).files).toEqual(['./k.yaml']);
  });

  it('passes over node_modules, at any depth', () => {
    ['k.yaml', 'node_modules/p/a.yaml', 'sub/node_modules/p/b.yaml'].forEach((name) => folder.write(name, ''));
    expect(find(folder.path)).toMatchObject({ files: ['./k.yaml'], problems: [] });
  });

  it('passes over node_modules when it is a link', () => {
    folder.write('root/k.yaml', '');
    folder.write('elsewhere/p/a.yaml', '');
    link('../elsewhere', 'root/node_modules');
    expect(find(join(folder.path, 'root'))).toMatchObject({ files: ['./root/k.yaml'], problems: [] });
  });

  it('is a mistake when it holds no hookspec', () => {
    folder.write('schemas/a.json', {});
    expect(find(folder.path).problems).toEqual([problemAt('.:1:1', 'no *.yaml or *.yml')]);
  });

  it('may be a link', () => {
    folder.write('real/k.yaml', '');
    link('real', 'linked');
    expect(find(join(folder.path, 'linked'))).toEqual({ files: ['./real/k.yaml'], roots: ['./real'], problems: [] });
  });

  it('may hold a link to a hookspec inside it, which counts once', () => {
    folder.write('k.yaml', '');
    link('k.yaml', 'again.yaml');
    expect(find(folder.path)).toMatchObject({ files: ['./k.yaml'], problems: [] });
  });

  it('may hold a link to a folder inside it, which counts once', () => {
    folder.write('a/k.yaml', '');
    link('a', 'b');
    expect(find(folder.path)).toMatchObject({ files: ['./a/k.yaml'], problems: [] });
  });

  it('may hold a link to itself', () => {
    folder.write('k.yaml', '');
    link('.', 'loop');
    expect(find(folder.path)).toMatchObject({ files: ['./k.yaml'], problems: [] });
  });

  it.each(['out/k.yaml', 'root-old/k.yaml'])('may not hold a hookspec that is a link to %s, beside it', (target) => {
    folder.write(target, '');
    folder.write('root/a.yaml', '');
    link(`../${target}`, 'root/k.yaml');
    expect(find(join(folder.path, 'root'))).toMatchObject({
      files: ['./root/a.yaml'],
      problems: [problemAt('./root/k.yaml:1:1', 'leaves the hookspec root')],
    });
  });

  it('may not hold a link to a folder outside it', () => {
    folder.write('out/k.yaml', '');
    folder.write('root/a.yaml', '');
    link('../out', 'root/linked');
    expect(find(join(folder.path, 'root'))).toMatchObject({
      files: ['./root/a.yaml'],
      problems: [problemAt('./root/linked:1:1', 'leaves the hookspec root')],
    });
  });

  it('may not hold a hookspec that is a link to nothing', () => {
    folder.write('a.yaml', '');
    link('nothing', 'k.yaml');
    expect(find(folder.path).problems).toEqual([problemAt('./k.yaml:1:1', 'does not exist')]);
  });

  it('may hold other links to nothing', () => {
    folder.write('a.yaml', '');
    link('nothing', 'schema.json');
    expect(find(folder.path).problems).toEqual([]);
  });
});

describe('a file as a source', () => {
  it('has its own directory for a root', () => {
    const file = folder.write('a/k.yaml', '');
    expect(find(file)).toEqual({ files: ['./a/k.yaml'], roots: ['./a'], problems: [] });
  });

  it('may have any name', () => {
    expect(find(folder.write('hookspec.txt', '')).files).toEqual(['./hookspec.txt']);
  });

  it('has the directory of the real file for a root when it is a link', () => {
    folder.write('real/k.yaml', '');
    link('real/k.yaml', 'k.yaml');
    expect(find(join(folder.path, 'k.yaml'))).toMatchObject({ files: ['./real/k.yaml'], roots: ['./real'] });
  });
});

describe('a list of sources', () => {
  it('gives the files of all of them, in its order', () => {
    folder.write('a/a.yaml', '');
    const b = folder.write('b/b.yaml', '');
    expect(find(b, join(folder.path, 'a')).files).toEqual(['./b/b.yaml', './a/a.yaml']);
  });

  it('gives a file that it names twice once', () => {
    const file = folder.write('k.yaml', '');
    link('k.yaml', 'again.yml');
    const again = join(folder.path, 'again.yml');
    expect(find(file, folder.path, again, `${folder.path}/./k.yaml`).files).toEqual(['./k.yaml']);
  });

  it('may be empty', () => {
    expect(find()).toEqual({ files: [], roots: [], problems: [] });
  });

  it('is to blame for every path where nothing is', () => {
    mkdirSync(join(folder.path, 'empty'));
    const sources = ['gone', 'gone.yaml', 'empty'].map((name) => join(folder.path, name));
    expect(find(...sources).problems).toEqual([
      problemAt('./empty:1:1', 'no *.yaml'),
      problemAt('./gone:1:1', 'no such', 'ENOENT'),
      problemAt('./gone.yaml:1:1', 'no such', 'ENOENT'),
    ]);
  });
});
