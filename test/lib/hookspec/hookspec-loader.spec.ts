import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadHookspecs } from '../../../lib/hookspec/hookspec-loader.js';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt, problemsOf } from '../support/hookspec-problems.js';

const KIB = 1024;

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

describe('a hookspec', () => {
  it('becomes a kind with its hooks, in the order of the file', () => {
    folder.write('schemas/event.json', { type: 'object', required: ['id'] });
    folder.declareWith('k', { on_b: 'schemas/event.json', on_a: 'schemas/event.json' }, { version: '2.1.0' });
    const [hookspec, ...rest] = loadHookspecs([folder.path]);
    expect(rest).toEqual([]);
    expect(hookspec).toMatchObject({ kind: 'k', kindApiVersion: '2.1.0', file: join(folder.path, 'k.yaml') });
    expect([...(hookspec?.hooks.keys() ?? [])]).toEqual(['on_b', 'on_a']);
    expect(hookspec?.hooks.get('on_a')).toMatchObject({
      kind: 'k',
      name: 'on_a',
      dispatch: 'broadcast_notify',
      mcpExposed: false,
      inputSchema: { type: 'object', required: ['id'] },
    });
  });

  it('checks payloads with the schema of each hook', () => {
    folder.write('a.json', { type: 'object', required: ['id'] });
    folder.write('b.json', { type: 'string' });
    folder.declareWith('k', { on_a: 'a.json', on_b: 'b.json' });
    const hooks = loadHookspecs([folder.path])[0]?.hooks;
    expect(hooks?.get('on_a')?.validate({ id: 1 })).toBeUndefined();
    expect(hooks?.get('on_a')?.validate({})).toEqual({ path: '', reason: "must have required property 'id'" });
    expect(hooks?.get('on_b')?.validate({})).toEqual({ path: '', reason: 'must be string' });
  });

  it('has no hooks, constraints or texts but those that it gives', () => {
    folder.write('k.yaml', 'kind: k\nkind_api_version: 1.0.0\nhooks: []\n');
    expect(loadHookspecs([folder.path])).toEqual([
      {
        kind: 'k',
        kindApiVersion: '1.0.0',
        description: undefined,
        constraints: {},
        file: join(folder.path, 'k.yaml'),
        hooks: new Map(),
      },
    ]);
  });

  it('that another implementation wrote loads with all it says', () => {
    folder.write('schemas/in.json', {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $ref: 'common.json#/$defs/e',
    });
    folder.write('schemas/out.json', { type: 'array' });
    folder.write('schemas/common.json', { $defs: { e: { type: 'object' } } });
    folder.write('storage.yaml', STORAGE);
    const [hookspec] = loadHookspecs([folder.path]);
    expect(hookspec).toMatchObject({
      kindApiVersion: '2.0.0-rc.1',
      description: 'Where documents are kept.\n',
      constraints: { min_plugins: 1, requires: ['auth'], nested: { deep: [1, { a: null }] } },
    });
    expect(Array.from(hookspec?.hooks.values() ?? [], ({ name, dispatch }) => `${name} ${dispatch}`)).toEqual([
      'pick singleton',
      'collect broadcast_collect',
      'on_saved broadcast_notify',
      'transform chain',
      'search capability',
    ]);
    expect(hookspec?.hooks.get('search')).toMatchObject({
      mcpExposed: true,
      mcpToolNameTemplate: '{kind}.{plugin}.{hook}',
      outputSchema: { type: 'array' },
      description: 'Finds documents.',
    });
  });

  it('may be empty of nothing: an empty file is refused at its start', () => {
    folder.write('k.yaml', '');
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:1:1', 'object')]);
  });

  it('may begin with a byte order mark, which moves no position', () => {
    folder.write('k.yaml', '\uFEFFkynd: k\nkind: k\nkind_api_version: 1.0.0\nhooks: []\n');
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:1:1', "'kynd'")]);
  });

  it('may hold 64 KiB', () => {
    const text = 'kind: k\nkind_api_version: 1.0.0\nhooks: []\n#';
    folder.write('k.yaml', text + 'x'.repeat(64 * KIB - text.length));
    expect(problemsOf(folder)).toEqual([]);
  });

  it('beyond 64 KiB is refused unparsed', () => {
    folder.write('k.yaml', '['.repeat(64 * KIB + 1));
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:1:1', `${64 * KIB + 1} bytes`, `${64 * KIB}`)]);
  });

  it.each(['[', '{a: ', '- '])('nested deeper than the stack goes is refused, and that is no crash: %j', (opening) => {
    folder.write('k.yaml', opening.repeat(Math.floor(60_000 / opening.length)));
    expect(problemsOf(folder)[0]).toMatch(/^k\.yaml:1:\d+ /);
  });

  it('with constraints nested deeper than the stack goes is refused, and that is no crash', () => {
    const deep = '['.repeat(30_000) + ']'.repeat(30_000);
    folder.write('k.yaml', `kind: k\nkind_api_version: 1.0.0\nhooks: []\nconstraints: {a: ${deep}}\n`);
    expect(problemsOf(folder)[0]).toMatch(/^k\.yaml:4:\d+ /);
  });

  it('that is not UTF-8 is refused', () => {
    writeFileSync(join(folder.path, 'k.yaml'), Buffer.from('kind: größer', 'latin1'));
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:1:1', 'UTF-8')]);
  });

  it('that is a FIFO or a device is refused at once', () => {
    execFileSync('mkfifo', [join(folder.path, 'k.yaml')]);
    expect(problemsOf(folder, [folder.path, '/dev/zero'])).toEqual([
      problemAt('/dev/zero:1:1', 'not a regular file'),
      problemAt('k.yaml:1:1', 'not a regular file'),
    ]);
  });

  it('is blamed for its syntax before its form', () => {
    folder.write('k.yaml', 'kynd: &a k\nkind: *a\nkind: k\n');
    expect(problemsOf(folder)).toEqual([
      problemAt('k.yaml:2:7', 'alias *a'),
      problemAt('k.yaml:3:1', "'kind'", 'twice'),
    ]);
  });

  it('under a %YAML 1.1 line is YAML 1.2 all the same: yes is a text', () => {
    folder.declare('k', ['on_a']);
    folder.write('k.yaml', `%YAML 1.1\n---\nkind: k\nkind_api_version: 1.0.0\nhooks:\n${HOOK}    mcp_exposed: yes\n`);
    expect(problemsOf(folder)).toEqual([problemAt('k.yaml:9:18', 'mcp_exposed', 'boolean')]);
  });
});

const HOOK = '  - name: on_a\n    dispatch: broadcast_notify\n    input_schema: schemas/any.json\n';

const STORAGE = `# Written for another runtime.
kind: "storage_backend"
kind_api_version: "2.0.0-rc.1"   # quoted
description: |
  Where documents are kept.
constraints:
  min_plugins: 1
  requires: [auth]
  nested: { deep: [1, { a: null }] }
hooks:
  - { name: pick, dispatch: singleton, input_schema: schemas/in.json, output_schema: schemas/out.json }
  - { name: collect, dispatch: broadcast_collect, input_schema: schemas/in.json }
  - name: on_saved
    dispatch: broadcast_notify
    input_schema: ./schemas/in.json
    mcp_exposed: false
  - { name: transform, dispatch: chain, input_schema: schemas/in.json, output_schema: schemas/in.json }
  - name: search
    dispatch: capability
    description: Finds documents.
    input_schema: schemas/in.json
    output_schema: schemas/out.json
    mcp_exposed: true
    mcp_tool_name_template: "{kind}.{plugin}.{hook}"
`;

describe('sources', () => {
  it('may be a file, directories or none', () => {
    folder.declare('a', ['on_a']);
    mkdirSync(join(folder.path, 'sub'));
    folder.write('sub/b.yml', 'kind: b\nkind_api_version: 1.0.0\nhooks: []\n');
    const kindsOf = (...sources: string[]) => loadHookspecs(sources).map(({ kind }) => kind);
    expect(kindsOf()).toEqual([]);
    expect(kindsOf(join(folder.path, 'a.yaml'))).toEqual(['a']);
    expect(kindsOf(join(folder.path, 'sub'), join(folder.path, 'a.yaml'))).toEqual(['b', 'a']);
    expect(kindsOf(folder.path)).toEqual(['a', 'b']);
  });

  it('may lead to one real file twice: it loads once', () => {
    folder.declare('k', ['on_a']);
    symlinkSync('k.yaml', join(folder.path, 'again.yaml'));
    expect(loadHookspecs([join(folder.path, 'again.yaml'), folder.path, join(folder.path, 'k.yaml')])).toHaveLength(1);
  });

  it('may name a file of a directory beside that directory, in either order', () => {
    folder.write('any.json', {});
    folder.write('sub/k.yaml', `kind: k\nkind_api_version: 1.0.0\nhooks:\n${HOOK.replace('schemas', '..')}`);
    const file = join(folder.path, 'sub/k.yaml');
    expect(problemsOf(folder, [folder.path, file])).toEqual([]);
    expect(problemsOf(folder, [file, folder.path])).toEqual([]);
  });

  it('that are loaded already are passed over, and their kinds are taken', () => {
    const loaded = loadHookspecs([folder.declare('k', ['on_a'])]);
    expect(loadHookspecs([folder.path], loaded)).toEqual([]);
    folder.write('other.yaml', 'kind_api_version: 1.0.0\nkind: k\nhooks: []\n');
    const file = join(folder.path, 'k.yaml').replace(folder.path, '<folder>');
    expect(() => loadHookspecs([folder.path], loaded)).toThrow("kind 'k' is already declared");
    expect(problemsOf(folder, [join(folder.path, 'k.yaml'), join(folder.path, 'other.yaml')])).toEqual([
      problemAt('other.yaml:2:7', "'k'", file),
    ]);
  });

  it('that lead nowhere are a problem', () => {
    expect(problemsOf(folder, [join(folder.path, 'gone')])).toEqual([problemAt('gone:1:1', 'no such')]);
  });

  it('without a hookspec are a problem', () => {
    expect(problemsOf(folder)).toEqual([problemAt(`${folder.path}:1:1`, 'no *.yaml')]);
  });
});
