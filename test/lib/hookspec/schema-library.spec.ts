import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadHookspecs } from '../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt, problemsOf, validatorFor } from '../support/hookspec-problems.js';

const MIB = 1024 * 1024;

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

/** What is wrong when one hook has this schema file. `input_schema` stands at k.yaml:6:19. */
function problemsWith(schema: string): string[] {
  folder.declareWith('k', { on_a: schema });
  return problemsOf(folder);
}

/** What is wrong when the hook's schema file holds this text. */
function problemsIn(text: string): string[] {
  folder.write('s.json', text);
  return problemsWith('s.json');
}

describe('a schema file', () => {
  it('may be an object, true or false', () => {
    folder.write('object.json', { type: 'string' });
    folder.write('true.json', 'true');
    folder.write('false.json', 'false');
    folder.declareWith('k', { on_a: 'object.json', on_b: 'true.json', on_c: 'false.json' });
    const hooks = [...(loadHookspecs([folder.path])[0]?.hooks.values() ?? [])];
    expect(hooks.map(({ validate }) => [validate('x') === undefined, validate(5) === undefined])).toEqual([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  it('is kept as it stands in its file, $id and references included', () => {
    const schema = { $id: 'https://example.com/s.json', $ref: 'https://example.com/t.json', title: 'S' };
    folder.write('s.json', schema);
    folder.write('t.json', {});
    folder.declareWith('k', { on_a: 's.json' });
    expect(loadHookspecs([folder.path])[0]?.hooks.get('on_a')?.inputSchema).toEqual(schema);
  });

  it('may begin with a byte order mark', () => {
    expect(problemsIn('\uFEFF{}')).toEqual([]);
  });

  it('may lie in a folder beside the hookspec, or be a link that stays in the root', () => {
    folder.write('real/s.json', {});
    symlinkSync('real/s.json', join(folder.path, 's.json'));
    expect(problemsWith('s.json')).toEqual([]);
  });

  it('may use formats that nobody knows: they are notes', () => {
    folder.write('s.json', { properties: { a: { format: 'mystery' }, b: { format: 'constructor' } } });
    expect(validatorFor(folder, 's.json')({ a: 'x', b: 'y' })).toBeUndefined();
  });

  it('may use keywords that nobody knows: they are notes', () => {
    expect(
      problemsIn('{ "x-owner": { "team": "a" }, "example": 5, "discriminator": { "propertyName": "p" } }'),
    ).toEqual([]);
  });

  it('may be close to 1 MiB', () => {
    expect(problemsIn(JSON.stringify({ description: 'x'.repeat(MIB - 100) }))).toEqual([]);
  });

  it('beyond 1 MiB is refused unparsed, where it is asked for', () => {
    expect(problemsIn('!'.repeat(MIB + 1))).toEqual([
      problemAt('k.yaml:6:19', "'s.json'", `${MIB + 1} bytes`, `${MIB}`),
    ]);
  });

  it.each([
    ['missing', 'nothing.json', 'does not exist'],
    ['a directory', 'folder', 'not a regular file'],
    ['its own folder', '.', 'not a regular file'],
    ['a FIFO', 'fifo', 'not a regular file'],
    ['a link to a device that never ends', 'zero', 'leaves the hookspec root'],
    ['outside the root by an absolute path', '/dev/zero', 'leaves the hookspec root'],
    ['not UTF-8', 'latin1.json', 'UTF-8'],
    ['named with a NUL', '"a\\0b"', 'cannot be opened'],
  ])('that is %s is refused where it is asked for', (_, name, words) => {
    mkdirSync(join(folder.path, 'folder'));
    execFileSync('mkfifo', [join(folder.path, 'fifo')]);
    symlinkSync('/dev/zero', join(folder.path, 'zero'));
    writeFileSync(join(folder.path, 'latin1.json'), Buffer.from('{"title":"ß"}', 'latin1'));
    expect(problemsWith(name)).toEqual([problemAt('k.yaml:6:19', words)]);
  });

  it.each(['../s.json', '../root-old/s.json', 'sub/../../s.json', 'link.json', 'linked/s.json'])(
    'may not leave the root by %s',
    (way) => {
      const root = join(folder.path, 'root');
      folder.write('s.json', {});
      folder.write('root-old/s.json', {});
      folder.write('root/sub/x', '');
      symlinkSync('../s.json', join(root, 'link.json'));
      symlinkSync('../root-old', join(root, 'linked'));
      folder.declareWith('root/k', { on_a: way });
      expect(problemsOf(folder, [root])).toEqual(
        expect.arrayContaining([problemAt('root/k.yaml:6:19', `'${way}'`, 'leaves the hookspec root')]),
      );
    },
  );

  it('is blamed once, however many hooks name it', () => {
    folder.write('s.json', '{ "type": 5 }');
    folder.declareWith('k', { on_a: 's.json', on_b: 's.json', on_c: './s.json' });
    expect(problemsOf(folder)).toEqual([problemAt('s.json:1:11', 'type')]);
  });

  it('that is refused is refused at each place that asks for it', () => {
    folder.declareWith('k', { on_a: 'gone.json', on_b: 'gone.json' });
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:6:19', 'gone'), problemAt('k.yaml:10:19', 'gone')]);
  });
});

describe('a schema file that is not JSON is blamed at the place of the mistake:', () => {
  it.each([
    ['a bare word', '{\n  "type": object\n}', '2:11'],
    ['a bare word in a long file', `{\n${'  "x": 1,\n'.repeat(50)}  "type": object,\n  "y": 1\n}`, '52:11'],
    ['a comma too many', '{\n  "type": "object",\n}', '3:1'],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', '3:3'],
    ['a comment', '// schema\n{}', '1:1'],
    ['a text after the end', '{}\n{}', '2:1'],
    ['a line break in a text', '{ "a": "x\ny" }', '1:10'],
    ['single quotes', "{ 'a': 1 }", '1:3'],
    ['YAML', 'kind: k\n', '1:1'],
  ])('%s', (_, text, place) => {
    expect(problemsIn(text)).toEqual([problemAt(`s.json:${place}`, 'not JSON')]);
  });

  it.each([
    ['nothing at all', '', '1:1'],
    ['an early end', '{ "a": [', '1:9'],
    ['an early end on a new line', '{\n  "a": {\n', '3:1'],
  ])('%s', (_, text, place) => {
    expect(problemsIn(text)).toEqual([problemAt(`s.json:${place}`, 'not JSON')]);
  });

  it('with carriage returns', () => {
    expect(problemsIn('{\r\n  "a": 1,\r\n}')).toEqual([problemAt('s.json:3:1', 'not JSON')]);
  });
});

describe('a schema file that is no schema', () => {
  it('is blamed for all of its mistakes', () => {
    const text = '{\n  "type": "objekt",\n  "properties": {\n    "a": { "minLength": "1" }\n  }\n}';
    expect(problemsIn(text)).toEqual([problemAt('s.json:2:11', 'type'), problemAt('s.json:4:25', 'minLength')]);
  });

  it('of another dialect is refused at its $schema', () => {
    expect(problemsIn('{\n  "$schema": "http://json-schema.org/draft-07/schema#"\n}')).toEqual([
      problemAt('s.json:2:14', '$schema'),
    ]);
  });

  it('for a regular expression that does not compile is blamed at that', () => {
    expect(problemsIn('{\n  "properties": {\n    "a": { "pattern": "[" }\n  }\n}')).toEqual([
      problemAt('s.json:3:23', 'regular expression'),
    ]);
  });

  it.each([
    ['an anchor', '{ "$defs": { "a": { "$anchor": "x" }, "b": { "$anchor": "x", "type": "string" } } }'],
    [
      'an $id',
      '{ "$defs": { "a": { "$id": "https://e.com/x" }, "b": { "$id": "https://e.com/x", "type": "string" } } }',
    ],
  ])('because %s stands in it twice is blamed in the file', (_, text) => {
    expect(problemsIn(text)).toEqual([expect.stringMatching(/^s\.json:1:\d+ /)]);
  });

  it.each([
    ['schemas', '{"not":', '{}', '}'],
    ['data', '{"x":', '1', '}'],
    ['lists', '[', '', ']'],
  ])('because %s are nested deeper than the stack goes is blamed, and that is no crash', (_, open, middle, close) => {
    const problems = problemsIn(open.repeat(60_000) + middle + close.repeat(60_000));
    expect(problems).toEqual([problemAt('s.json:1:1')]);
  });

  it('because it never ends is blamed at its end', () => {
    expect(problemsIn('['.repeat(60_000))).toEqual([problemAt('s.json:1:60001', 'not JSON')]);
  });
});
