import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const HOOKSPEC = join(ROOT, 'dist/lib/cli/main.js');

/** A Nest application over compiled hookspecs, which says what it heard, what it logged, and which libraries it has loaded. */
const APPLICATION = `
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NotifyService, OnHook, PluginSystemModule } from 'nestjs-plugin-system';
import hookspecs from './compiled.mjs';

const heard = [];
const logged = [];
class Listener { hear(event) { heard.push(event.text); } }
OnHook('k', 'on_a')(Listener.prototype, 'hear', Object.getOwnPropertyDescriptor(Listener.prototype, 'hear'));
class App {}
Module({ imports: [PluginSystemModule.forRoot({ hookspecs })], providers: [Listener] })(App);
const logger = { log() {}, warn() {}, error(line) { logged.push(line); } };
const app = await NestFactory.createApplicationContext(App, { logger });
const notify = app.get(NotifyService);
notify.notify('k', 'on_a', { text: 'aaa', more: { deep: [1, 'x'] } });
notify.notify('k', 'on_a', { text: 'aab' });
notify.notify('k', 'on_a', { text: 'aaa', mail: 'nobody' });
await app.close();
const libraries = Object.keys(createRequire(import.meta.url).cache)
  .map((path) => path.replaceAll('\\\\\\\\', '/').split('/node_modules/').at(-1))
  .filter((path) => /^(ajv|ajv-formats|yaml)\\//.test(path));
console.log(JSON.stringify({ heard, logged, libraries }));
`;

describe('compiled hookspecs, in a process of their own', () => {
  let folder: string;
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'hookspecs-')));
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['@nestjs', 'reflect-metadata', 'rxjs']) {
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
    }
    symlinkSync(ROOT, join(folder, 'node_modules/nestjs-plugin-system'), 'junction');
    mkdirSync(join(folder, 'hookspecs'));
    const schema = {
      type: 'object',
      properties: {
        text: { type: 'string', pattern: '^(a+)+$' },
        mail: { type: 'string', format: 'email' },
        more: { type: 'object', properties: { deep: { type: 'array', items: { type: ['string', 'number'] } } } },
      },
    };
    writeFileSync(join(folder, 'hookspecs/a.json'), JSON.stringify(schema));
    writeFileSync(
      join(folder, 'hookspecs/k.yaml'),
      'kind: k\nkind_api_version: 1.0.0\nhooks:\n  - { name: on_a, dispatch: broadcast_notify, input_schema: a.json }\n',
    );
    writeFileSync(join(folder, 'application.mjs'), APPLICATION);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

  it('are loaded without making code of text, and without ajv and yaml', () => {
    expect(run(HOOKSPEC, 'compile', 'hookspecs', '--out', 'compiled.mjs')).toBe('compiled.mjs is written: 1 hook\n');
    const said = JSON.parse(run('--disallow-code-generation-from-strings', 'application.mjs')) as Record<
      string,
      string[]
    >;
    expect(said['heard']).toEqual(['aaa']);
    expect(said['logged']).toEqual([
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/text error="must match pattern \\"^(a+)+$\\""',
      'kind=k hook=on_a refused=PAYLOAD_INVALID path=/mail error="must match format \\"email\\""',
    ]);
    expect(said['libraries']?.toSorted()).toEqual([
      'ajv-formats/dist/formats.js',
      'ajv/dist/runtime/equal.js',
      'ajv/dist/runtime/ucs2length.js',
    ]);
  });

  it('are the same text wherever they are compiled', () => {
    run(HOOKSPEC, 'compile', 'hookspecs', '--out', 'compiled.mjs');
    const text = readFileSync(join(folder, 'compiled.mjs'), 'utf8');
    run(HOOKSPEC, 'compile', 'hookspecs', '--out', 'again.mjs');
    expect(readFileSync(join(folder, 'again.mjs'), 'utf8')).toBe(text);
    expect(text).not.toContain(folder);
  });
});
