import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { jest } from '@jest/globals';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { MAIN, runHookspec, runInShell } from './run-hookspec.js';

jest.setTimeout(30_000);

const STACK = /^\s+at /m;

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

describe('the command hookspec, as a process', () => {
  it('exits with 0 when nothing is wrong', async () => {
    folder.declare('lifecycle', ['on_a']);
    expect(await runHookspec(['check', folder.path])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('exits with 1 when something is', async () => {
    folder.write('k.yaml', 'kind: K\nkind_api_version: 1.0.0\nhooks: []\n');
    const { exitCode, stdout, stderr } = await runHookspec(['check', folder.path]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toBe(
      `${folder.path}/k.yaml:1:7 'kind' must be snake_case\n  1 | kind: K\n    |       ^\n1 problem in 1 hookspec\n`,
    );
  });

  it('exits with 2 for wrong use, with nothing on stdout', async () => {
    expect(await runHookspec(['chekc'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: "hookspec: there is no command 'chekc'. Did you mean 'check'?\nSee hookspec --help\n",
    });
    expect(await runHookspec(['check'])).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('shows its version and help', async () => {
    expect(await runHookspec(['--version'])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+/) });
    expect(await runHookspec(['check', '--help'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Usage: hookspec check'),
    });
  });

  it('gives a pipe no colours, whatever the environment says', async () => {
    folder.write('k.yaml', 'kind: K\n');
    for (const name of ['FORCE_COLOR', 'NO_COLOR']) {
      const { stdout, stderr } = await runHookspec(['check', folder.path], { [name]: '1' });
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });

  it('loses nothing of a long result on its way through a slow pipe', async () => {
    const hooks = Array.from({ length: 1000 }, (_, index) => `  - {name: on_${index}, dispatch: brodcast}\n`);
    folder.write('k.yaml', `kind: k\nkind_api_version: 1.0.0\nhooks:\n${hooks.join('')}`);
    const { stdout } = await runInShell('$HOOKSPEC check "$1" --json | (sleep 0.3; cat)', [folder.path]);
    const { problems } = JSON.parse(stdout) as { problems: unknown[] };
    expect(problems).toHaveLength(2000);
    expect(stdout.length).toBeGreaterThan(200_000);
  });

  it('ends quietly, with its own exit code, when nobody reads on', async () => {
    const hooks = Array.from({ length: 1000 }, (_, index) => `  - {name: on_${index}, dispatch: brodcast}\n`);
    folder.write('k.yaml', `kind: k\nkind_api_version: 1.0.0\nhooks:\n${hooks.join('')}`);
    const { stdout, stderr } = await runInShell('$HOOKSPEC check "$1" | head -1; echo "exit ${PIPESTATUS[0]}"', [
      folder.path,
    ]);
    expect(stdout.split('\n').slice(1)).toEqual(['exit 1', '']);
    expect(stderr).toBe('');
  });

  it('takes 1,000 hookspecs in one run, with little memory', async () => {
    for (let kind = 0; kind < 1000; kind++) {
      const properties = { id: { type: 'string' }, [`of_${kind}`]: { type: 'array', items: { $ref: '#/$defs/item' } } };
      const item = { type: 'object', properties: { amount: { type: 'number' } }, additionalProperties: false };
      const schema = { type: 'object', properties, additionalProperties: false, $defs: { item } };
      folder.write(`schemas/event_${kind}.json`, schema);
      folder.write(
        `kind_${kind}.yaml`,
        `kind: kind_${kind}\nkind_api_version: 1.0.0\nhooks:\n` +
          `  - {name: on_a, dispatch: broadcast_notify, description: One., input_schema: schemas/event_${kind}.json}\n`,
      );
    }
    const env = { NODE_OPTIONS: '--max-old-space-size=256' };
    expect(await runHookspec(['check', folder.path], env)).toEqual({
      exitCode: 0,
      stdout: '1000 hookspecs with 1000 hooks: nothing wrong\n',
      stderr: '',
    });
    const out = join(folder.path, 'types.ts');
    expect(await runHookspec(['types', folder.path, '--out', out], env)).toMatchObject({
      exitCode: 0,
      stdout: `${out} is written: 1000 hooks\n`,
    });
  }, 60_000);

  it('says in a line that the result cannot be written', async () => {
    folder.declare('lifecycle', ['on_a']);
    const { stdout, stderr } = await runInShell('$HOOKSPEC check "$1" > /dev/full; echo $?', [folder.path]);
    expect(stdout).toBe('70\n');
    expect(stderr).toBe('hookspec: the result cannot be written (ENOSPC)\n');
  });

  it('says in a line that it cannot be loaded', () => {
    const copy = mkdtempSync(join(tmpdir(), 'hookspec-'));
    try {
      cpSync(dirname(dirname(MAIN)), join(copy, 'lib'), { recursive: true });
      const run = spawnSync(process.execPath, [join(copy, 'lib/cli/main.js'), 'check'], { encoding: 'utf8' });
      expect(run).toMatchObject({ status: 70, stdout: '' });
      expect(run.stderr).toMatch(/^hookspec: cannot be loaded \(.+\)\..*\n$/);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it.each([
    ['a missing file', () => join(folder.path, 'gone.yaml'), /gone\.yaml:1:1 there is no such hookspec file/],
    ['a folder without hookspecs', () => folder.path, /holds no \*\.yaml or \*\.yml file/],
    ['a file that is not UTF-8', () => notUtf8(), /k\.yaml:1:1 this hookspec is not UTF-8 text/],
    ['a text that is no YAML', () => folder.write('k.yaml', '{{{['), /k\.yaml:1:\d/],
    ['a deeply nested schema', () => deeplyNested(), /s\.json:1:1 cannot be used/],
    ['a schema that refers to itself', () => selfReferring(), /s\.json:2:11 '#' leads back to a schema around it/],
  ])('says in words, without a stack, what is wrong with %s', async (_, path, message) => {
    const { exitCode, stdout, stderr } = await runHookspec(['check', path()]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatch(message);
    expect(stdout).not.toMatch(STACK);
  });

  it.each(['check', 'types'])('takes no empty path for the working directory: %s', async (name) => {
    const { exitCode, stderr } = await runHookspec([name, '', '--out=a.ts'].slice(0, name === 'check' ? 2 : 3));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `hookspec ${name}: a path is empty: name a file or a folder\nSee hookspec ${name} --help\n`,
    });
  });

  function notUtf8(): string {
    const path = folder.write('k.yaml', '');
    writeFileSync(path, Buffer.from([0x6b, 0x3a, 0x20, 0xff]));
    return path;
  }

  function deeplyNested(): string {
    folder.write('s.json', `${'{"items":'.repeat(20_000)}{}${'}'.repeat(20_000)}`);
    return folder.declareWith('k', { on_a: 's.json' });
  }

  function selfReferring(): string {
    folder.write('s.json', { $ref: '#', properties: { a: { $ref: 's.json' } } });
    return folder.declareWith('k', { on_a: 's.json' });
  }
});
