import { createHook } from 'node:async_hooks';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { HookspecInvalidError, type HookspecProblem } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { bootError, startApp } from '../lib/support/start-app.js';
import { ChildScript } from './support/child-script.js';

jest.setTimeout(30_000);

describe('hookspec files that are hostile', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  const show = (problems: readonly HookspecProblem[]): string[] =>
    problems.map(
      ({ file, line, column, message }) => `${file.replace(`${folder.path}/`, '')}:${line}:${column} ${message}`,
    );

  /** What keeps an application from starting. */
  async function problemsOf(hookspecs = folder.path): Promise<string[]> {
    const error = await bootError({ hookspecs });
    if (!(error instanceof HookspecInvalidError)) throw error;
    return show(error.problems);
  }

  /** The same for an application in a process of its own: what hangs there, or eats up all memory, does so for itself. */
  async function problemsInChild(hookspecs = folder.path): Promise<string[]> {
    const { code, problems } = await new ChildScript('boot.mjs', [hookspecs]).result<HookspecInvalidError>();
    expect(code).toBe('HOOKSPEC_INVALID');
    return show(problems);
  }

  const hook = (lines: readonly string[]) =>
    ['kind: k', 'kind_api_version: 1.0.0', 'hooks:', ...lines.map((line) => `  ${line}`), ''].join('\n');

  it('#1 a YAML alias bomb of gigabytes ends the start with an error that names its file and every alias', async () => {
    // Each line is ten of the one before, ten times over: 30 GB when it is written out.
    const lines = Array.from({ length: 10 }, (_, level) => `  a${level + 1}: &a${level + 1} [${bombs(level)}]`);
    folder.write('schemas/any.json', {});
    folder.write('bomb.yaml', ['kind: k', 'constraints:', '  a0: &a0 lol', ...lines, ''].join('\n'));
    const problems = await problemsInChild();
    expect(problems).toHaveLength(100);
    expect(problems[0]).toBe('bomb.yaml:4:12 the alias *a0 is not allowed here: write the value out');
  });

  it('#2 a YAML file of 1 MB is refused unparsed: nothing is said of what stands in it', async () => {
    folder.write('k.yaml', '[{'.repeat(524_288));
    expect(await problemsInChild()).toEqual(['k.yaml:1:1 this hookspec holds 1048576 bytes; at most 65536 are read']);
  });

  it('#3 `yes` under a %YAML 1.1 line is text, and so an error at its place: it does not mean true', async () => {
    folder.write('s.json', {});
    const entry = ['- name: on_a', '  dispatch: broadcast_notify', '  input_schema: s.json', '  mcp_exposed: yes'];
    folder.write('k.yaml', `%YAML 1.1\n---\n${hook(entry)}`);
    expect(await problemsOf()).toEqual(["k.yaml:9:18 'hooks.0.mcp_exposed' must be of type boolean"]);
  });

  it('#4 a key that stands twice in a hook is an error at the line of the second', async () => {
    folder.write('s.json', {});
    const entry = ['- name: on_a', '  dispatch: broadcast_notify', '  input_schema: s.json', '  dispatch: chain'];
    folder.write('k.yaml', hook(entry));
    expect(await problemsOf()).toEqual(["k.yaml:7:5 the key 'dispatch' stands here twice"]);
  });

  describe('#5 a hook named __proto__', () => {
    it('is refused, as are such keys, and no object gets anything from it', async () => {
      folder.write('s.json', '{ "__proto__": { "x": 1 }, "properties": { "__proto__": { "x": 1 } } }');
      const entry = ['- name: __proto__', '  dispatch: broadcast_notify', '  input_schema: s.json'];
      folder.write('k.yaml', `${hook([...entry, '  __proto__: { x: 1 }'])}constraints: { __proto__: { x: 1 } }\n`);
      expect(await problemsOf()).toEqual([
        expect.stringMatching(/^k\.yaml:4:11 'hooks\.0\.name' /),
        expect.stringMatching(/^k\.yaml:7:5 unknown key '__proto__'/),
      ]);
      expect(({} as { x?: unknown }).x).toBeUndefined();
    });

    it('is unknown to an application that has none, and publishing it changes no object either', async () => {
      const { app, notify, log } = await startApp({ hookspecs: folder.declare('k', ['on_a']) });
      notify.notify('k', '__proto__', JSON.parse('{ "__proto__": { "x": 1 } }'));
      notify.notify('__proto__', 'x', {});
      expect(log.lines('error')).toEqual([
        expect.stringContaining('hook=__proto__ refused=HOOK_UNKNOWN'),
        expect.stringContaining('kind=__proto__ hook=x refused=KIND_UNKNOWN'),
      ]);
      expect(({} as { x?: unknown }).x).toBeUndefined();
      await app.close();
    });
  });

  describe('#6 an input_schema that is no regular file inside the root', () => {
    let root: string;
    beforeEach(() => {
      root = join(folder.path, 'deep/root');
      mkdirSync(root, { recursive: true });
      folder.write('etc/passwd', 'secret:x:0:0');
    });
    const declare = (schema: string) =>
      folder.write('deep/root/k.yaml', hook(['- name: on_a', '  dispatch: chain', `  input_schema: ${schema}`]));

    it.each([
      ['../../etc/passwd', '../../etc/passwd'],
      ['an absolute path', '/etc/passwd'],
      ['a symlink out of the root', 'link.json', '../../etc/passwd'],
      ['a file below a symlink out of the root', 'linked/passwd', '../../etc'],
      ['/dev/zero', '/dev/zero'],
      ['a symlink to /dev/zero', 'link.json', '/dev/zero'],
    ])('is refused and not read: %s', async (_, schema, linkTo = '') => {
      if (linkTo !== '') symlinkSync(linkTo, join(root, schema.replace('/passwd', '')));
      declare(schema);
      const problems = await problemsInChild(root);
      expect(problems).toContainEqual(
        expect.stringContaining(`deep/root/k.yaml:6:19 '${schema}' leaves the hookspec root`),
      );
      expect(problems.join()).not.toContain('secret');
    });

    it('is refused when it is a FIFO, although nobody ever writes to that', async () => {
      execFileSync('mkfifo', [join(root, 'fifo.json')]);
      declare('fifo.json');
      expect(await problemsInChild(root)).toEqual(["deep/root/k.yaml:6:19 'fifo.json' is not a regular file"]);
    });

    it('is refused in the same way when the hookspec itself is a FIFO, or /dev/zero', async () => {
      execFileSync('mkfifo', [join(root, 'k.yaml')]);
      expect(await problemsInChild(root)).toEqual(['deep/root/k.yaml:1:1 this hookspec is not a regular file']);
      expect(await problemsInChild('/dev/zero')).toEqual(['/dev/zero:1:1 this hookspec is not a regular file']);
    });
  });

  it('#7 a remote $ref ends the start with an error at its place, and no socket is opened', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s.json`;
    let connections = 0;
    server.on('connection', () => connections++).on('request', (_, response) => response.end('{}'));
    const network: string[] = [];
    const watch = createHook({
      init(_, type) {
        if (/TCP|UDP|PIPE|GETADDRINFO|QUERY|PROCESSWRAP/.test(type)) network.push(type);
      },
    });

    folder.write('s.json', { properties: { a: { $ref: url } } });
    folder.declareWith('k', { on_a: 's.json' });
    watch.enable();
    const problems = await problemsOf();
    watch.disable();
    expect(problems).toEqual([`s.json:4:15 '${url}' is not a file beside this one, and nothing is ever fetched`]);
    expect(network).toEqual([]);

    // The watch and the server would have seen one.
    watch.enable();
    await (await fetch(url, { headers: { connection: 'close' } })).text();
    watch.disable();
    expect(network).toContain('TCPWRAP');
    expect(connections).toBe(1);
    server.close();
  });
});

function bombs(level: number): string {
  return Array.from({ length: 10 }, () => `*a${level}`).join(', ');
}
