import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { MAIN, runHookspec } from './run-hookspec.js';

jest.setTimeout(20_000);

let folder: HookspecFolder;
let hookspecs: string;
let out: string;
beforeEach(() => {
  folder = new HookspecFolder();
  hookspecs = join(folder.path, 'hookspecs');
  out = join(folder.path, 'hook-payloads.ts');
  writeSchema('string');
  declare('orders', ['on_placed']);
});
afterEach(() => folder.remove());

function writeSchema(type: string): void {
  folder.write('hookspecs/schemas/order.json', { type: 'object', properties: { id: { type } } });
}

function declare(kind: string, hooks: readonly string[], at = `hookspecs/${kind}.yaml`): void {
  const lines = hooks.map(
    (name) => `  - {name: ${name}, dispatch: broadcast_notify, input_schema: schemas/order.json}\n`,
  );
  folder.write(at, `kind: ${kind}\nkind_api_version: 1.0.0\nhooks:\n${lines.join('')}`);
}

describe('a file of types survives', () => {
  /** Code that is run before the command, in its process. */
  async function typesAfter(code: string): Promise<void> {
    const preload = folder.write(
      'preload.mjs',
      `import fs from 'node:fs';\nimport { syncBuiltinESMExports } from 'node:module';\n${code}\nsyncBuiltinESMExports();\n`,
    );
    const child = spawn(process.execPath, ['--import', preload, MAIN, 'types', hookspecs, '--out', out]);
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
  }

  it.each([
    [
      'while it is written',
      'fs.writeSync = (descriptor, bytes) => { fs.writevSync(descriptor, [bytes.subarray(0, 20)]); process.kill(process.pid, "SIGKILL"); };',
    ],
    ['before it is put in place', 'fs.renameSync = () => process.kill(process.pid, "SIGKILL");'],
  ])('a crash %s', async (_, code) => {
    await runHookspec(['types', hookspecs, '--out', out]);
    const before = readFileSync(out, 'utf8');
    writeSchema('number');
    await typesAfter(code);
    expect(readFileSync(out, 'utf8')).toBe(before);

    expect(await runHookspec(['types', hookspecs, '--out', out])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(out, 'utf8')).toContain('readonly id?: number;');
  });

  it('a disk that is full, and nothing is left beside it', async () => {
    await runHookspec(['types', hookspecs, '--out', out]);
    const before = readFileSync(out, 'utf8');
    writeSchema('number');
    const preload = folder.write(
      'preload.mjs',
      `import fs from 'node:fs';\nimport { syncBuiltinESMExports } from 'node:module';\nfs.writeSync = () => { throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); };\nsyncBuiltinESMExports();\n`,
    );
    const ended = await runHookspec(['types', hookspecs, '--out', out], { NODE_OPTIONS: `--import ${preload}` });
    expect(ended).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `hookspec types: ${out} cannot be written (ENOSPC)\nSee hookspec types --help\n`,
    });
    expect(readFileSync(out, 'utf8')).toBe(before);
    expect(readdirSync(folder.path).toSorted()).toEqual(['hook-payloads.ts', 'hookspecs', 'preload.mjs']);
  });
});

it('hookspec types --watch says so when the system watches no more folders for anybody', async () => {
  const preload = folder.write(
    'preload.mjs',
    `import fs from 'node:fs';\nimport { syncBuiltinESMExports } from 'node:module';\nfs.watch = () => { throw Object.assign(new Error('no more'), { code: 'ENOSPC' }); };\nsyncBuiltinESMExports();\n`,
  );
  const args = ['types', hookspecs, '--out', out, '--watch'];
  const { exitCode, stderr } = await runHookspec(args, { NODE_OPTIONS: `--import ${preload}` });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: `hookspec types: ${hookspecs} cannot be watched (ENOSPC)\nSee hookspec types --help\n`,
  });
});

describe('hookspec types --watch', () => {
  let child: ChildProcess;
  let written: string;
  let output: EventEmitter;
  beforeEach(async () => {
    written = '';
    output = new EventEmitter();
    child = spawn(process.execPath, [MAIN, 'types', hookspecs, '--out', out, '--watch'], { cwd: folder.path });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        written += text;
        output.emit('more');
      });
    }
    await said('watching');
  });
  afterEach(() => child.kill('SIGKILL'));

  /** Waits for a text that the command had not written yet, and forgets what came before it. */
  async function said(text: string): Promise<void> {
    while (!written.includes(text)) await once(output, 'more');
    written = written.slice(written.indexOf(text) + text.length);
  }

  it('writes the file at once, and anew whenever a schema is saved', async () => {
    expect(readFileSync(out, 'utf8')).toContain('readonly id?: string;');
    writeSchema('number');
    await said('hook-payloads.ts is written');
    expect(readFileSync(out, 'utf8')).toContain('readonly id?: number;');
    writeSchema('boolean');
    await said('hook-payloads.ts is written');
    expect(readFileSync(out, 'utf8')).toContain('readonly id?: boolean;');
  });

  it('notices a file that an editor puts in the place of the old one', async () => {
    writeFileSync(join(hookspecs, 'schemas/new'), '{ "type": "null" }');
    renameSync(join(hookspecs, 'schemas/new'), join(hookspecs, 'schemas/order.json'));
    await said('is written');
    expect(readFileSync(out, 'utf8')).toContain('export type Order = null;');
  });

  it('says what is wrong, leaves the file, and goes on when it is mended', async () => {
    const before = readFileSync(out, 'utf8');
    folder.write('hookspecs/schemas/order.json', '{ "type": ');
    await said('order.json:1:');
    await said('hook-payloads.ts is not written');
    expect(readFileSync(out, 'utf8')).toBe(before);
    writeSchema('number');
    await said('is written');
    expect(readFileSync(out, 'utf8')).toContain('readonly id?: number;');
  });

  it('finds hookspecs in folders that are made meanwhile, and in those made anew', async () => {
    mkdirSync(join(hookspecs, 'billing'));
    declare('billing', ['on_paid'], 'hookspecs/billing/billing.yaml');
    folder.write('hookspecs/billing/schemas/order.json', { title: 'Paid' });
    await said('is written: 2 hooks');
    expect(readFileSync(out, 'utf8')).toContain('    on_paid: Paid;');

    rmSync(hookspecs, { recursive: true });
    await said('is not written');
    writeSchema('number');
    declare('orders', ['on_placed', 'on_a', 'on_b']);
    await said('is written: 3 hooks');
    expect(readFileSync(out, 'utf8')).toContain('readonly id?: number;');
  });

  it('watches every folder that hookspecs are looked for in, those with a dot before their name too', async () => {
    folder.write('hookspecs/.more/schemas/order.json', { title: 'Hidden', type: 'string' });
    declare('hidden', ['on_a'], 'hookspecs/.more/hidden.yaml');
    await said('is written: 2 hooks');
    folder.write('hookspecs/.more/schemas/order.json', { title: 'Hidden', type: 'number' });
    await said('is written: 2 hooks');
    expect(readFileSync(out, 'utf8')).toContain('export type Hidden = number;');
  });

  it('ends when nobody reads on', async () => {
    const closed = once(child, 'close');
    child.stdout?.destroy();
    writeSchema('number');
    expect(await closed).toEqual([0, null]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with %s and exit code 0', async (signal) => {
    const closed = once(child, 'close');
    child.kill(signal);
    expect(await closed).toEqual([0, null]);
  });
});
