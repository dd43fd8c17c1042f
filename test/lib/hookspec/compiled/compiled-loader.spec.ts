import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { HookspecInvalidError } from '../../../../lib/errors/hookspec-invalid.error.js';
import { loadCompiled } from '../../../../lib/hookspec/compiled/compiled-loader.js';
import { loadHookspecs } from '../../../../lib/hookspec/hookspec-loader.js';
import type { Hookspec } from '../../../../lib/hookspec/hookspec.js';
import { compileFolder, overwrite } from '../../support/compile-folder.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';

/** What can be compared of hookspecs: everything but functions. */
function plain(hookspecs: readonly Hookspec[]): unknown {
  return hookspecs.map(({ hooks, ...rest }) => ({
    ...rest,
    hooks: [...hooks].map(([key, hook]) => {
      const { kind, name, dispatch, description, inputSchema, outputSchema, mcpExposed, mcpToolNameTemplate } = hook;
      return { key, kind, name, dispatch, description, inputSchema, outputSchema, mcpExposed, mcpToolNameTemplate };
    }),
  }));
}

function problemsOf(load: () => unknown): string[] {
  try {
    load();
  } catch (error) {
    if (!(error instanceof HookspecInvalidError)) throw error;
    return error.problems.map(({ file, message }) => `${file.split('/').at(-1)}: ${message}`);
  }
  return [];
}

describe('compiled hookspecs', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
    folder.write('schemas/a.json', {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', format: 'uuid' },
        next: { $ref: 'b.json#/$defs/n' },
        at: { const: { x: [1] } },
      },
    });
    folder.write('schemas/b.json', {
      $defs: { n: { type: 'array', items: { $ref: '#/$defs/n' }, uniqueItems: true } },
    });
    folder.write('a.yaml', A_YAML);
  });
  afterEach(() => folder.remove());

  it('are what the files declare', async () => {
    const compiled = await compileFolder(folder);
    expect(plain(loadCompiled([compiled]))).toEqual(plain(loadHookspecs([folder.path])));
  });

  it('check payloads as the files do, with the same words', async () => {
    const [compiled] = loadCompiled([await compileFolder(folder)]);
    const [read] = loadHookspecs([folder.path]);
    const uuid = '01234567-89ab-4def-8123-456789abcdef';
    const payloads = [
      { id: uuid, next: [[], [[]]], at: { x: [1] } },
      { id: uuid, next: [[[]], [[]]] },
      { id: uuid, next: [[1]] },
      { id: uuid, at: { x: [2] } },
      { id: 'no' },
      {},
      7,
    ];
    const answers = payloads.map((payload) => compiled?.hooks.get('on_a')?.validate(payload));
    expect(answers).toEqual(payloads.map((payload) => read?.hooks.get('on_a')?.validate(payload)));
    expect(answers.map((fault) => fault?.path)).toEqual([undefined, '/next', '/next/0/0', '/at', '/id', '', '']);
  });

  it('know a key that is called __proto__ from a prototype', async () => {
    folder.write('schemas/a.json', '{ "properties": { "a": { "enum": [{ "__proto__": { "b": 1 } }, 2] } } }');
    const [compiled] = loadCompiled([await compileFolder(folder)]);
    const validate = compiled?.hooks.get('on_a')?.validate;
    expect(validate?.(JSON.parse('{ "a": { "__proto__": { "b": 1 } } }'))).toBeUndefined();
    expect(validate?.({ a: {} })?.path).toBe('/a');
  });

  it('copy payloads as the files do', async () => {
    const [compiled] = loadCompiled([await compileFolder(folder)]);
    const payload = { more: new Date(0), id: 'x', next: [[], [[]]], gone: undefined };
    const copy = compiled?.hooks.get('on_a')?.compileSnapshot()(payload);
    expect(JSON.stringify(copy)).toBe('{"more":"1970-01-01T00:00:00.000Z","id":"x","next":[[],[[]]]}');
    expect(Object.isFrozen(copy)).toBe(true);
  });

  it('leave out unknown keys as the files do, when the files are gone', async () => {
    folder.write('schemas/a.json', { properties: { next: { $ref: 'b.json#/$defs/n' } } });
    folder.write('schemas/b.json', { $defs: { n: { properties: { a: true }, additionalProperties: false } } });
    const compiled = await compileFolder(folder);
    const [read] = loadHookspecs([folder.path]);
    folder.remove();
    for (const hookspec of [read, ...loadCompiled([compiled])]) {
      const left = hookspec?.hooks.get('on_a')?.withoutUnknownKeys({ next: { a: 1, b: 2 }, b: 3 });
      expect(left).toEqual({ next: { a: 1 }, b: 3 });
    }
  });

  it('are refused when a hookspec or a schema has changed since, each named, with the way out', async () => {
    const compiled = await compileFolder(folder);
    overwrite(folder, 'schemas/b.json', '{"$defs":{"n":{}}}');
    overwrite(folder, 'a.yaml', A_YAML.replace('description: A.', 'description: B.'));
    expect(problemsOf(() => loadCompiled([compiled]))).toEqual([
      expect.stringMatching(
        /^a\.yaml: has changed since it was compiled: run `hookspec compile .*` again, with its --out FILE$/,
      ),
      expect.stringMatching(/^b\.json: has changed since it was compiled/),
    ]);
  });

  it('are refused when a file is gone, or another one has come', async () => {
    const compiled = await compileFolder(folder);
    renameSync(join(folder.path, 'a.yaml'), join(folder.path, 'b.yaml'));
    expect(problemsOf(() => loadCompiled([compiled]))).toEqual([
      expect.stringMatching(/^a\.yaml: is gone or cannot be read since it was compiled/),
      expect.stringMatching(/^b\.yaml: is not among the compiled hookspecs: run/),
    ]);
  });

  it('may have other ends of lines than what was compiled', async () => {
    const compiled = await compileFolder(folder);
    overwrite(folder, 'a.yaml', A_YAML.replaceAll('\n', '\r\n'));
    expect(problemsOf(() => loadCompiled([compiled]))).toEqual([]);
  });

  it('are taken as they are where none of their files is there', async () => {
    const compiled = await compileFolder(folder);
    folder.remove();
    expect(loadCompiled([compiled])[0]?.hooks.get('on_a')?.validate({})).toMatchObject({ path: '' });
  });

  it('of another form than this version reads are refused, with the way out', async () => {
    const compiled = { ...(await compileFolder(folder)), compiledFormat: 99 };
    expect(() => loadCompiled([compiled])).toThrow(
      /have the form 99, and this version .* reads 2: run `hookspec compile/,
    );
  });

  it('that lack the check of a hook are refused: it would let everything pass', async () => {
    const compiled = { ...(await compileFolder(folder)), schemas: [] };
    expect(() => loadCompiled([compiled])).toThrow('the compiled hookspecs are not what `hookspec compile` wrote');
  });

  it('may not declare a kind that is declared already', async () => {
    const other = new HookspecFolder();
    other.declare('orders', ['on_b']);
    const [one, two] = [await compileFolder(folder), await compileFolder(other)];
    expect(problemsOf(() => loadCompiled([one, two]))).toEqual([
      expect.stringMatching(/^orders\.yaml: kind 'orders' is already declared by .*a\.yaml$/),
    ]);
    expect(problemsOf(() => loadHookspecs([other.path], loadCompiled([one])))).toEqual([
      expect.stringMatching(/^orders\.yaml: kind 'orders' is already declared by .*a\.yaml$/),
    ]);
    other.remove();
  });

  it('that are loaded already, compiled or not, are passed over', async () => {
    const compiled = await compileFolder(folder);
    expect(loadCompiled([compiled, compiled])).toHaveLength(1);
    expect(loadCompiled([compiled], loadHookspecs([folder.path]))).toEqual([]);
    expect(loadHookspecs([folder.path], loadCompiled([compiled]))).toEqual([]);
  });
});

const A_YAML = `kind: orders
kind_api_version: 1.2.3
description: A.
constraints: { any: [1, two, .inf, -.inf, .nan, -0.0, null, true], __proto__: { a: 1 } }
hooks:
  - { name: on_a, dispatch: broadcast_notify, input_schema: schemas/a.json, output_schema: schemas/b.json, mcp_exposed: true }
  - { name: on_b, dispatch: chain, description: "Ünï\\u2028 \\"quoted\\" \\\\ \${x}", input_schema: schemas/a.json, mcp_tool_name_template: "{kind}" }
`;
