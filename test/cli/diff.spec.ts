import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GitFixture } from '../lib/cli/diff/support/git-fixture.js';
import { MAIN, runHookspec, runInShell } from './run-hookspec.js';

describe('hookspec diff', () => {
  const repository = new GitFixture();
  const { folder } = repository;
  const temporary = join(folder.path, 'tmp');
  beforeAll(() => {
    folder.write('hookspecs/k.yaml', 'kind: k\nkind_api_version: 1.0.0\nhooks: []\n');
    repository.commit();
    folder.write('hookspecs/more.yaml', 'kind: more\nkind_api_version: 1.0.0\nhooks: []\n');
    mkdirSync(temporary);
  });
  afterAll(() => repository.remove());

  it.each([
    [
      'while it reads',
      `const readSync = fs.readSync;
       fs.readSync = (...args) => {
         if (fs.readdirSync(process.env.TMPDIR).length > 0) interrupt();
         return readSync(...args);
       };`,
    ],
    [
      'while it compares',
      `const write = process.stdout.write.bind(process.stdout);
       process.stdout.write = (...args) => { interrupt(); return write(...args); };`,
    ],
  ])('ends by a signal that comes %s, and leaves nothing behind', async (_, code) => {
    const preload = folder.write(
      'preload.mjs',
      `import fs from 'node:fs';
       import { syncBuiltinESMExports } from 'node:module';
       let isDone = false;
       const interrupt = () => { if (!isDone) process.kill(process.pid, 'SIGINT'); isDone = true; };
       ${code}
       syncBuiltinESMExports();`,
    );
    const child = spawn(process.execPath, ['--import', preload, MAIN, 'diff', 'HEAD:hookspecs', 'hookspecs'], {
      cwd: folder.path,
      env: { ...repository.environment, NODE_OPTIONS: '', TMPDIR: temporary },
      stdio: 'ignore',
    });
    expect(await once(child, 'close')).toEqual([null, 'SIGINT']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('says in words that no temporary folder can be made', async () => {
    const run = runInShell('cd "$1" && TMPDIR=/nonexistent $HOOKSPEC diff HEAD:hookspecs hookspecs', [folder.path]);
    expect(await run).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'hookspec diff: no temporary folder can be made in /nonexistent (ENOENT): let TMPDIR name another one\n' +
        'See hookspec diff --help\n',
    });
  });

  it('prints no document for wrong use', async () => {
    expect(await runHookspec(['diff', '', '.', '--json'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'hookspec diff: a path is empty: name a file or a folder\nSee hookspec diff --help\n',
    });
  });
});
