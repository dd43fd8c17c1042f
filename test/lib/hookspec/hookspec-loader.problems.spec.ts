import { symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { HookspecInvalidError } from '../../../lib/errors/hookspec-invalid.error.js';
import { loadHookspecs } from '../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt, problemsOf } from '../support/hookspec-problems.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
  folder.write('any.json', {});
});
afterEach(() => folder.remove());

/** The text of a hookspec whose hooks are written one a line, the first on line 4. */
function hookspec(kind: string, ...hooks: readonly string[]): string {
  const lines = hooks.map((hook) => `  - { dispatch: chain, ${hook} }\n`);
  return `kind: ${kind}\nkind_api_version: 1.0.0\nhooks:${lines.length === 0 ? ' []' : ''}\n${lines.join('')}`;
}

describe('problems of several files', () => {
  it('come all at once in one error, by file, line and column', () => {
    folder.write('b.yaml', hookspec('b', 'name: on_a, input_schema: gone.json', 'name: on_b, input_schema: bad.json'));
    folder.write('a.yaml', 'kind: K\nkind_api_version: 1.0\nhooks: [}\n');
    folder.write('c/c.yaml', 'knd: c\nkind: camelCase\nkind_api_version: 1.0\nhooks: []\n');
    folder.write('bad.json', '{\n  "type": "objekt",\n  "minimum": "x"\n}');
    const gone = join(folder.path, 'gone.yaml');
    expect(problemsOf(folder, [folder.path, gone])).toEqual([
      problemAt('a.yaml:3:9'),
      problemAt('b.yaml:4:50', 'gone.json', 'does not exist'),
      problemAt('bad.json:2:11', 'type'),
      problemAt('bad.json:3:14', 'minimum'),
      problemAt('c/c.yaml:1:1', "unknown key 'knd'", "'kind'"),
      problemAt('c/c.yaml:2:7', 'snake_case'),
      problemAt('c/c.yaml:3:19', 'quote it'),
      problemAt('gone.yaml:1:1', 'no such'),
    ]);
  });

  it('stand in the message with the lines they are in, and its fields point at the first', () => {
    folder.write('b.yaml', hookspec('B'));
    folder.write('a.yaml', hookspec('A'));
    expect(() => loadHookspecs([folder.path])).toThrow(HookspecInvalidError);
    expect(() => loadHookspecs([folder.path])).toThrow(
      expect.objectContaining({
        code: 'HOOKSPEC_INVALID',
        file: join(folder.path, 'a.yaml'),
        line: 1,
        column: 7,
        message: [
          '2 problems in the hookspecs:',
          `  ${folder.path}/a.yaml:1:7 'kind' must be snake_case`,
          '    1 | kind: A',
          '      |       ^',
          `  ${folder.path}/b.yaml:1:7 'kind' must be snake_case`,
          '    1 | kind: B',
          '      |       ^',
        ].join('\n'),
      }),
    );
  });

  it('have a message of one line even when it quotes the file', () => {
    folder.write('k.yaml', hookspec('k', 'name: on_a, input_schema: s.json'));
    folder.write('s.json', '{\n"a": nope\n}');
    expect(() => loadHookspecs([folder.path])).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ message: expect.stringMatching(/^.*$/) })] }),
    );
  });
});

describe('an unknown key', () => {
  it('that is a list is blamed where it stands', () => {
    folder.write('k.yaml', `${hookspec('k')}? [a, b]\n: 1\n`);
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:4:3')]);
  });
});

describe('a kind', () => {
  it('that two files declare is a problem of the second, which names the first', () => {
    folder.write('a.yaml', hookspec('k'));
    folder.write('b.yml', '# again\nkind: k\nkind_api_version: 2.0.0\nhooks: []\n');
    expect(problemsOf(folder)).toEqual([problemAt('b.yml:2:7', "kind 'k'", 'already declared', 'a.yaml')]);
  });

  it('that three files declare is a problem of two', () => {
    ['a', 'b', 'c'].forEach((name) => folder.write(`${name}.yaml`, hookspec('k')));
    expect(problemsOf(folder)).toEqual([problemAt('b.yaml:1:7', 'a.yaml'), problemAt('c.yaml:1:7', 'a.yaml')]);
  });

  it('that two files declare hides none of their other problems', () => {
    folder.write('a.yaml', hookspec('k'));
    folder.write('b.yaml', hookspec('k', 'name: on_a, input_schema: gone.json'));
    expect(problemsOf(folder)).toEqual([problemAt('b.yaml:1:7', 'already'), problemAt('b.yaml:4:50', 'gone.json')]);
  });
});

describe('a hook', () => {
  it('that is declared twice is a problem of the second', () => {
    folder.write('k.yaml', hookspec('k', 'input_schema: any.json, name: on_a', 'input_schema: any.json, name: on_a'));
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:5:54', "hook 'on_a'", 'twice')]);
  });

  it('may have the name of a hook of another kind', () => {
    folder.write('a.yaml', hookspec('a', 'name: on_a, input_schema: any.json'));
    folder.write('b.yaml', hookspec('b', 'name: on_a, input_schema: any.json'));
    expect(problemsOf(folder)).toEqual([]);
  });

  it('has its output_schema checked as well', () => {
    const keys = 'name: on_a, input_schema: any.json, output_schema';
    folder.write('k.yaml', hookspec('k', `${keys}: gone.json`));
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:4:75', 'gone.json', 'does not exist')]);
    folder.write('k.yaml', hookspec('k', `${keys}: bad.json`));
    folder.write('bad.json', '{ "$ref": "#/$defs/x" }');
    expect(problemsOf(folder)).toEqual([problemAt('bad.json:1:11', 'leads nowhere')]);
  });

  it('of another dispatch class has its schema checked as well', () => {
    folder.write('k.yaml', hookspec('k', 'name: on_a, input_schema: bad.json'));
    folder.write('bad.json', '[]');
    expect(problemsOf(folder)).toEqual([problemAt('bad.json:1:1', 'object or a boolean')]);
  });
});

describe('problems below the working directory', () => {
  const before = process.cwd();
  afterEach(() => process.chdir(before));

  it('refer to paths relative to it', () => {
    folder.write('hookspecs/a.yaml', hookspec('k'));
    folder.write('hookspecs/b.yaml', hookspec('k', 'name: on_a, input_schema: bad.json'));
    folder.write('hookspecs/bad.json', '[]');
    process.chdir(folder.path);
    expect(() => loadHookspecs(['hookspecs', 'gone'])).toThrow(
      expect.objectContaining({
        problems: [
          { file: 'gone', line: 1, column: 1, message: expect.any(String) },
          {
            file: 'hookspecs/b.yaml',
            line: 1,
            column: 7,
            message: expect.stringContaining(' hookspecs/a.yaml'),
            frame: expect.any(String),
          },
          {
            file: 'hookspecs/bad.json',
            line: 1,
            column: 1,
            message: expect.any(String),
            frame: expect.any(String),
          },
        ],
      }),
    );
  });

  it('are found by sources relative to it', () => {
    folder.write('hookspecs/a.yaml', hookspec('k'));
    process.chdir(join(folder.path, 'hookspecs'));
    expect(loadHookspecs(['.'])).toHaveLength(1);
    expect(loadHookspecs([relative(process.cwd(), join(folder.path, 'hookspecs/a.yaml'))])).toHaveLength(1);
  });

  it('and those beside it refer to absolute paths', () => {
    folder.write('b/k.yaml', hookspec('K'));
    folder.write('a/x', '');
    process.chdir(join(folder.path, 'a'));
    expect(() => loadHookspecs(['../b'])).toThrow(expect.objectContaining({ file: join(folder.path, 'b/k.yaml') }));
  });
});

describe('the frame of a problem', () => {
  /** The frame of each problem, by the file's name. */
  function framesOf(sources: readonly string[] = [folder.path]): Record<string, string | undefined> {
    try {
      loadHookspecs(sources);
    } catch (error) {
      if (!(error instanceof HookspecInvalidError)) throw error;
      return Object.fromEntries(error.problems.map(({ file, frame }) => [basename(file), frame]));
    }
    throw new Error('nothing is wrong');
  }

  it('shows the line in a hookspec and in a schema', () => {
    folder.write('k.yaml', hookspec('k', 'name: on_a, input_schema: s.json', 'name: On, input_schema: any.json'));
    folder.write('s.json', '{\n  "type": "strin"\n}');
    expect(framesOf()).toEqual({
      'k.yaml': expect.stringMatching(/^5 \| .*name: On, .*\n {2}\| +\^$/),
      's.json': '2 |   "type": "strin"\n  |           ^',
    });
  });

  it.each([
    ['is missing', () => folder.write('gone', '') && join(folder.path, 'gone.yaml')],
    ['is a directory without hookspecs', () => dirname(folder.write('empty/readme.txt', 'kind: k'))],
    ['is too large', () => folder.write('large.yaml', '# comment\n'.repeat(10_000))],
  ])('is not there when the file %s', (_, source) => {
    expect(Object.values(framesOf([source()]))).toEqual([undefined]);
  });

  it('is not there when the file is not UTF-8', () => {
    writeFileSync(join(folder.path, 'k.yaml'), Buffer.from('kind: caf\xe9', 'latin1'));
    expect(framesOf()).toEqual({ 'k.yaml': undefined });
  });

  it('shows nothing of a file that a link leads to outside of the root, though that file was read as another source', () => {
    const secret = folder.write('outside/secret.yaml', 'kind: k\nkind_api_version: 1.0.0\nhooks: []\n');
    folder.write('root/k.yaml', hookspec('x', 'name: on_a, input_schema: link.json'));
    symlinkSync(secret, join(folder.path, 'root/link.yaml'));
    symlinkSync(secret, join(folder.path, 'root/link.json'));
    expect(framesOf([secret, join(folder.path, 'root')])).toEqual({
      'link.yaml': undefined,
      'k.yaml': expect.stringContaining('input_schema: link.json'),
    });
  });
});
