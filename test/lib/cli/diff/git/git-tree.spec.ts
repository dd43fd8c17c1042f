import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { HookspecFolder } from '../../../support/hookspec-folder.js';
import { diffIn } from '../support/diff-in.js';
import { GitFixture } from '../support/git-fixture.js';

let repository: GitFixture;
let root: HookspecFolder;
beforeEach(() => {
  repository = new GitFixture();
  root = repository.folder;
  root.write('hookspecs/k.yaml', hookspec('schemas/a.json'));
  root.write('hookspecs/schemas/a.json', { type: 'string' });
});
afterEach(() => repository.remove());

function hookspec(schema: string, kind = 'k'): string {
  return `kind: ${kind}\nkind_api_version: 1.0.0\nhooks:\n  - {name: on_a, dispatch: broadcast_notify, input_schema: ${schema}}\n`;
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root.path, path)), { recursive: true });
  symlinkSync(target, join(root.path, path));
}

/** What is said of the folder on disk, and as git has it, the paths of both being told in one way. */
async function onDiskAndCommitted(operand = 'hookspecs'): Promise<{ disk: string; git: string }> {
  repository.commit();
  const { environment } = repository;
  const disk = (await diffIn(root.path, operand, operand, environment)).printed;
  const git = (await diffIn(root.path, `HEAD:${operand}`, `HEAD:${operand}`, environment)).printed;
  return { disk: disk.replaceAll(`${root.path}/`, ''), git: git.replaceAll('HEAD:', '') };
}

describe('links are judged as on disk', () => {
  it.each([
    ['a folder beside', 'sh', '../rb_shared'],
    ['a folder beside, by a detour', 'sh', 'schemas/../../rb_shared'],
    ['a folder elsewhere', 'sh', '/usr'],
    ['a hookspec beside', 'out.yaml', '../rb_shared/out.yaml'],
    ['a hookspec elsewhere', 'out.yaml', '/etc/hostname'],
  ])('when they lead to %s: refused', async (_, name, target) => {
    root.write('rb_shared/out.yaml', hookspec('a.json', 'out'));
    link(`hookspecs/${name}`, target);
    const { disk, git } = await onDiskAndCommitted();
    expect(git).toBe(disk);
    expect(git).toContain(`hookspecs/${name}:1:1 leaves the hookspec root `);
  });

  it.each([
    ['inside', 'linked', 'schemas', 'linked/a.json'],
    ['inside, by a way that leaves the folder', 'linked', '../hookspecs/schemas', 'linked/a.json'],
    ['inside, over other links', 'linked', 'more/one', 'linked/a.json'],
    ['to a file inside', 'a.json', 'schemas/a.json', 'a.json'],
  ])('when they lead %s: followed', async (_, name, target, schema) => {
    link('hookspecs/more/one', '../schemas');
    link(`hookspecs/${name}`, target);
    root.write('hookspecs/k.yaml', hookspec(schema));
    const { disk, git } = await onDiskAndCommitted();
    expect([git, disk]).toEqual(['nothing changed', 'nothing changed']);
    root.write('hookspecs/schemas/a.json', { type: 'number' });
    const { printed } = await diffIn(root.path, 'HEAD:hookspecs', 'hookspecs', repository.environment);
    expect(printed).toContain('payload is number; it was string');
  });

  it.each([
    ['a text beside that nobody refers to', 'LICENSE', '../LICENSE'],
    ['nothing', 'nothing', 'gone'],
    ['themselves', 'self', 'self'],
  ])('when they lead to %s: passed over', async (_, name, target) => {
    root.write('LICENSE', 'Words.');
    link(`hookspecs/${name}`, target);
    const { disk, git } = await onDiskAndCommitted();
    expect([git, disk]).toEqual(['nothing changed', 'nothing changed']);
  });

  it.each([
    ['a link to a file', 'out.json'],
    ['a link to a folder', 'sh/a.json'],
    ['no link', '../rb_shared/a.json'],
  ])('when a hookspec refers through %s to what lies beside: refused', async (_, schema) => {
    root.write('rb_shared/a.json', {});
    link('hookspecs/out.json', '../rb_shared/a.json');
    link('hookspecs/sh', '../rb_shared');
    root.write('hookspecs/k.yaml', hookspec(schema));
    const { disk, git } = await onDiskAndCommitted('hookspecs/k.yaml');
    expect(git).toContain(`'${schema}' leaves the hookspec root hookspecs`);
    expect(git.replaceAll('hookspecs/', '')).toBe(disk.replaceAll(`${root.path}/`, '').replaceAll('hookspecs/', ''));
  });

  it('when a hookspec is a link inside: read from where it leads', async () => {
    root.write('hookspecs/versions/two', hookspec('../schemas/a.json', 'two'));
    link('hookspecs/current.yaml', 'versions/two');
    repository.commit();
    root.write('hookspecs/schemas/a.json', { type: 'number' });
    const { printed } = await diffIn(root.path, 'HEAD:hookspecs', 'hookspecs', repository.environment);
    expect(printed).toMatch(/^two: /m);
  });

  it('whatever lies beside the temporary folder', async () => {
    const beside = mkdtempSync(join(tmpdir(), 'beside-'));
    link('hookspecs/sh', `../${basename(beside)}`);
    link('hookspecs/up', `../../${basename(beside)}`);
    link('hookspecs/far', `${'../'.repeat(20)}${basename(beside)}`);
    repository.commit();
    const told = async () =>
      (await diffIn(root.path, 'HEAD:hookspecs', 'HEAD:hookspecs', repository.environment)).printed;
    const withIt = await told();
    rmSync(beside, { recursive: true });
    expect(await told()).toBe(withIt);
    for (const name of ['far', 'sh', 'up']) {
      expect(withIt).toContain(`HEAD:hookspecs/${name}:1:1 leaves the hookspec root HEAD:hookspecs`);
    }
  });
});

describe('of a revision is read', () => {
  it('what the hookspec refers to, through schemas and over $id, whatever it is called', async () => {
    root.write('k.yaml', hookspec('hookspecs/schemas/first.data'));
    root.write('hookspecs/schemas/first.data', {
      $id: 'https://example.invalid/schemas/first.data',
      properties: { a: { $ref: 'https://example.invalid/schemas/b%20c.txt' } },
    });
    root.write('hookspecs/schemas/b c.txt', { allOf: [{ $ref: '../last.json#/$defs/a' }] });
    root.write('hookspecs/last.json', { $defs: { a: { type: 'string' } } });
    repository.commit();
    root.write('hookspecs/last.json', { $defs: { a: { type: 'number' } } });
    const { printed } = await diffIn(root.path, 'HEAD:k.yaml', 'k.yaml', repository.environment);
    expect(printed).toContain('payload.a is number; it was string');
  });

  it('what stands behind a byte order mark', async () => {
    root.write('hookspecs/k.yaml', `\ufeff${hookspec('schemas/a.json')}`);
    root.write('hookspecs/schemas/a.json', '\ufeff{"$ref": "b.json"}');
    root.write('hookspecs/schemas/b.json', {});
    expect((await onDiskAndCommitted()).git).toBe('nothing changed');
  });

  it('nothing else, however much there is', async () => {
    const blob = repository.gitWith('x', 'hash-object', '-w', '--stdin').trim();
    const files = Array.from({ length: 10_003 }, (_, index) => `100644 blob ${blob}\tother-${index}.txt`);
    const schema = repository.gitWith('{}', 'hash-object', '-w', '--stdin').trim();
    const k = repository.gitWith(hookspec('s.json'), 'hash-object', '-w', '--stdin').trim();
    const hookspecs = [`100644 blob ${k}\tk.yaml`, `100644 blob ${schema}\ts.json`];
    const tree = repository.gitWith([...files, ...hookspecs].join('\n'), 'mktree').trim();
    const other = repository.gitWith(hookspecs.join('\n'), 'mktree').trim();
    const { environment } = repository;
    expect(await diffIn(root.path, `${tree}:k.yaml`, `${other}:k.yaml`, environment)).toEqual({
      code: 0,
      printed: 'nothing changed',
    });
    expect((await diffIn(root.path, `${tree}:`, `${other}:`, environment)).printed).toBe('nothing changed');
  });

  it('no more files than a computer can bear', async () => {
    const blob = repository.gitWith('kind: k', 'hash-object', '-w', '--stdin').trim();
    const files = Array.from({ length: 10_001 }, (_, index) => `100644 blob ${blob}\t${index}.yaml`);
    const tree = repository.gitWith(files.join('\n'), 'mktree').trim();
    await expect(diffIn(root.path, `${tree}:`, 'hookspecs', repository.environment)).rejects.toThrow(
      'the hookspecs there, and what they refer to, are more than 10000 files: name a smaller folder of them',
    );
  });

  it('no more than a computer can bear, and the words say of what there is too much', async () => {
    const names = Array.from({ length: 70 }, (_, index) => `${index}.json`);
    for (const [index, name] of names.entries()) {
      writeFileSync(join(root.path, 'hookspecs', name), JSON.stringify({ $comment: `${index}`.padEnd(1_000_000) }));
    }
    const words = 'the hookspecs there, and what they refer to, hold more than 67108864 bytes: name a smaller folder';
    for (const [first, more] of [
      [names, []],
      [names.slice(0, 35), names.slice(35)],
    ] as const) {
      root.write('hookspecs/more', { allOf: more.map((name) => ({ $ref: name })) });
      root.write('hookspecs/schemas/a.json', { allOf: ['more', ...first].map((name) => ({ $ref: `../${name}` })) });
      repository.commit();
      await expect(diffIn(root.path, 'HEAD:hookspecs', 'hookspecs', repository.environment)).rejects.toThrow(words);
    }
  });
});
