import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runDiff } from '../../../../lib/cli/diff/diff.command.js';
import { UsageError } from '../../../../lib/cli/subcommand.js';
import { CapturedTerminal } from '../../support/captured-terminal.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { GitFixture } from './support/git-fixture.js';

interface Ran {
  readonly code: number;
  readonly printed: string;
}

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('hookspec-diff-'));

describe('`hookspec diff` with a revision of git', () => {
  const repository = new GitFixture();
  const { folder, environment } = repository;
  const before = left();

  async function diff(old: string, next: string, directory = folder.path, more: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const terminal = new CapturedTerminal();
    const code = await runDiff([old, next], terminal, { directory, environment: { ...environment, ...more } });
    return { code, printed: terminal.printed.join('\n') };
  }

  async function refusal(
    old: string,
    next = 'hookspecs',
    directory = folder.path,
    more: NodeJS.ProcessEnv = {},
  ): Promise<string> {
    const ran: unknown = await diff(old, next, directory, more).catch((error: unknown) => error);
    expect(ran).toBeInstanceOf(UsageError);
    return (ran as UsageError).message;
  }

  beforeAll(() => {
    folder.write('hookspecs/k.yaml', hookspec('1.0.0', 'schemas/a.json'));
    folder.write('hookspecs/schemas/a.json', { type: 'object', properties: { name: { type: 'string' } } });
    folder.write('hookspecs/ünïcode name.bin', 'x');
    writeFileSync(join(folder.path, 'hookspecs/binary.bin'), Buffer.from([0, 255, 10, 0, 13, 10]));
    writeFileSync(join(folder.path, 'hookspecs/large.json'), Buffer.alloc(1024 * 1024 + 1, 32));
    folder.write('root.yaml', hookspec('1.0.0', 'hookspecs/schemas/a.json').replace('kind: k', 'kind: of_root'));
    repository.commit();
    repository.git('tag', 'v1');
    folder.write('hookspecs/schemas/a.json', { type: 'object', properties: { name: { type: 'number' } } });
  });
  afterAll(() => repository.remove());
  // Other tests may run beside this one, and theirs are gone in a moment as well.
  afterAll(async () => {
    const stays = () => left().filter((name) => !before.includes(name));
    for (const end = Date.now() + 3_000; stays().length > 0 && Date.now() < end;) await delay(50);
    expect(stays()).toEqual([]);
  });

  it('compares what was committed with what is on disk, and names files as git does', async () => {
    const { code, printed } = await diff('main:hookspecs', 'hookspecs');
    expect(code).toBe(1);
    expect(printed).toContain('payload.name is number; it was string');
    expect(printed).toContain('hookspecs/schemas/a.json:5:15');
    expect(printed).toContain('k: 1.0.0 -> 1.0.0, needs 2.0.0, breaks publishers and subscribers');
    const { printed: back } = await diff('hookspecs', 'main:hookspecs');
    expect(back).toContain('main:hookspecs/schemas/a.json:5:15');
    expect(back).not.toContain(tmpdir() + '/hookspec-diff-');
  });

  it.each(['v1:hookspecs', 'HEAD:hookspecs/', 'HEAD:./hookspecs', 'HEAD^{/change}:hookspecs', 'HEAD^{tree}:hookspecs'])(
    'reads %s',
    async (written) => {
      expect((await diff(written, 'main:hookspecs')).printed).toBe('nothing changed');
    },
  );

  it('reads a file with the schemas beside it, and the root of the repository', async () => {
    expect((await diff('main:hookspecs/k.yaml', 'hookspecs/k.yaml')).printed).toContain('it was string');
    const { code, printed } = await diff('main:root.yaml', 'root.yaml');
    expect([code, printed.includes('of_root')]).toEqual([1, true]);
    expect((await diff('main:', 'main:.')).printed).toBe('nothing changed');
  });

  it('works in a folder of the repository, where a path with a dot begins', async () => {
    const inside = join(folder.path, 'hookspecs');
    for (const [old, next] of [
      ['main:./k.yaml', 'k.yaml'],
      ['main:hookspecs', '.'],
      ['main:../hookspecs', '.'],
    ] as const) {
      expect((await diff(old, next, inside)).printed).toContain('payload.name is number; it was string');
    }
    expect(await refusal('main:../../hookspecs', '.', inside)).toContain('is outside of the repository');
    expect(await refusal('main:/hookspecs')).toContain('is outside of the repository');
  });

  it('takes a path on disk when there is one of that name', async () => {
    const odd = new HookspecFolder();
    odd.declare('k', ['on_a']);
    mkdirSync(join(folder.path, 'main:odd'));
    symlinkSync(join(odd.path, 'k.yaml'), join(folder.path, 'main:odd', 'k.yaml'));
    const { printed } = await diff('main:odd', 'main:hookspecs');
    expect(printed).toContain('leaves the hookspec root');
    odd.remove();
  });

  it('names the revision in problems, and never the folder that it was read in', async () => {
    repository.git('checkout', '-q', '-b', 'broken', 'v1', '-f');
    folder.write('hookspecs/k.yaml', hookspec('1.0.0', '../outside.json'));
    folder.write('hookspecs/other.yaml', hookspec('1.0.0', 'schemas/large.json'));
    folder.write('hookspecs/third.yaml', hookspec('1.0.0', 'large.json').replace('kind: k', 'kind: third'));
    folder.write('outside.json', {});
    repository.commit();
    repository.git('checkout', '-q', 'main', '-f');
    const { code, printed } = await diff('main:hookspecs', 'broken:hookspecs');
    expect(code).toBe(1);
    expect(printed.split('\n')[0]).toBe('NEW, broken:hookspecs, cannot be used:');
    expect(printed).toContain("broken:hookspecs/k.yaml:6:19 '../outside.json'");
    expect(printed).toContain("kind 'k' is already declared by broken:hookspecs/k.yaml");
    expect(printed).toContain("broken:hookspecs/third.yaml:6:19 'large.json' holds 1048577 bytes");
    expect(printed).not.toContain('hookspec-diff-');
  });

  it('sees what changed behind a link that a schema refers to, though the files are gone by then', async () => {
    repository.git('checkout', '-q', '-b', 'behind', 'v1', '-f');
    folder.write('hookspecs/schemas/a.json', { properties: { name: { $ref: 'name.json' } } });
    symlinkSync('real.json', join(folder.path, 'hookspecs/schemas/name.json'));
    folder.write('hookspecs/schemas/real.json', { type: 'string' });
    repository.commit();
    folder.write('hookspecs/schemas/real.json', { type: 'number' });
    repository.commit();
    const { code, printed } = await diff('behind~1:hookspecs', 'behind:hookspecs');
    expect(code).toBe(1);
    expect(printed).toContain('payload.name is number; it was string');
    repository.git('checkout', '-q', 'main', '-f');
  });

  it('judges links as they are on disk: inside the folder they are followed, out of it they are refused', async () => {
    repository.git('checkout', '-q', '-b', 'links', 'v1', '-f');
    symlinkSync('schemas', join(folder.path, 'hookspecs/linked'));
    folder.write('hookspecs/k.yaml', hookspec('1.0.0', 'linked/a.json'));
    repository.commit();
    expect((await diff('main:hookspecs', 'links:hookspecs')).printed).toBe('nothing changed');
    symlinkSync('/etc/hostname', join(folder.path, 'hookspecs/out.yaml'));
    symlinkSync('hookspecs', join(folder.path, 'link'));
    repository.commit();
    const { printed } = await diff('main:hookspecs', 'links:hookspecs');
    expect(printed).toContain('links:hookspecs/out.yaml:1:1 leaves the hookspec root links:hookspecs');
    expect(await refusal('links:link')).toContain("'link' is a link in the revision 'links'");
    repository.git('checkout', '-q', 'main', '-f');
  });

  it('writes through no link, however a tree was made', async () => {
    const outside = new HookspecFolder();
    const idOf = (text: string) => repository.gitWith(text, 'hash-object', '-w', '--stdin').trim();
    const treeOf = (...entries: string[]) => repository.gitWith(entries.join('\n'), 'mktree').trim();
    const inner = treeOf(`100644 blob ${idOf('{}')}\tx.yaml`);
    const tree = treeOf(`120000 blob ${idOf(outside.path)}\ta`, `040000 tree ${inner}\ta`);
    expect(await refusal(`${tree}:`)).toContain('cannot be written to the temporary folder (EEXIST): a');
    expect(readdirSync(outside.path)).toEqual([]);
    outside.remove();
  });

  it.each([
    ['gone:hookspecs', "git knows no revision 'gone' here"],
    ['^main:hookspecs', "git knows no revision '^main' here"],
    ['main..v1:hookspecs', "git knows no revision 'main..v1' here"],
    ['main:gone', "there is no 'gone' in the revision 'main'"],
    ['main:hookspecs/*.yaml', "there is no 'hookspecs/*.yaml' in the revision 'main'"],
    [':hookspecs', 'lacks a revision'],
    ['gone', 'there is no such file or directory: gone'],
    ['main', "there is no such file or directory: main; did you mean 'main:./hookspecs'?"],
    ['v1', "there is no such file or directory: v1; did you mean 'v1:./hookspecs'?"],
  ])('refuses %s', async (written, reason) => {
    expect(await refusal(written)).toContain(reason);
  });

  it('refuses a revision that git would take for an option', async () => {
    const run = runDiff(['--', '--output=x:hookspecs', 'hookspecs'], new CapturedTerminal(), {
      directory: folder.path,
    });
    await expect(run).rejects.toThrow("'--output=x' is no revision: it begins with a dash");
  });

  it('says so when there is no repository, or no git', async () => {
    const elsewhere = new HookspecFolder();
    expect(await refusal('main:hookspecs', elsewhere.declare('k', ['on_a']), elsewhere.path)).toContain(
      'git finds no repository here',
    );
    expect(await refusal('main:hookspecs', 'hookspecs', folder.path, { PATH: elsewhere.path })).toContain(
      'git is not installed',
    );
    elsewhere.remove();
  });

  it('works with what a hook of git sets, in the folder where it runs and below', async () => {
    folder.write('hookspecs/schemas/a.json', {});
    const inside = join(folder.path, 'hookspecs');
    for (const [old, next, directory, set] of [
      ['main:./hookspecs', 'hookspecs', folder.path, { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' }],
      ['main:./k.yaml', 'k.yaml', inside, { GIT_DIR: '.git' }],
      ['main:./k.yaml', 'k.yaml', inside, { GIT_DIR: join(folder.path, '.git') }],
    ] as const) {
      expect((await diff(old, next, directory, set)).printed).toContain('payload.name is gone');
    }
  });

  it('goes by GIT_DIR when that is another repository', async () => {
    const other = new GitFixture();
    other.folder.declare('other', ['on_a']);
    other.commit();
    const { printed } = await diff('main:', 'hookspecs', folder.path, { GIT_DIR: join(other.folder.path, '.git') });
    expect(printed).toContain("The kind 'other' is gone");
    other.remove();
  });
});

function hookspec(version: string, schema: string): string {
  return `kind: k\nkind_api_version: ${version}\nhooks:\n  - name: on_a\n    dispatch: broadcast_notify\n    input_schema: ${schema}\n`;
}
