import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HookspecFolder } from '../../../support/hookspec-folder.js';
import { diffIn, refusalIn } from '../support/diff-in.js';
import { GitFixture } from '../support/git-fixture.js';

const LACKS = 'git lacks some of the files of that revision: git fetch them first';

function declareAll(folder: HookspecFolder): void {
  for (const kind of ['a', 'z']) {
    folder.write(`hs/${kind}.yaml`, hookspec(`k${kind}`, 's.json') + hook('on_b', 't.json'));
  }
  folder.write('hs/s.json', {});
  folder.write('hs/t.json', { type: 'string' });
}

function linkToWhatLiesBeside(folder: HookspecFolder): void {
  folder.write('linked/k.yaml', 'kind: k\nkind_api_version: 1.0.0\nhooks: []\n');
  folder.write('LICENSE', 'Words.');
  symlinkSync('../LICENSE', join(folder.path, 'linked/LICENSE'));
}

function hookspec(kind: string, schema: string): string {
  return `kind: ${kind}\nkind_api_version: 1.0.0\nhooks:\n${hook('on_a', schema)}`;
}

function hook(name: string, schema: string): string {
  return `  - name: ${name}\n    dispatch: broadcast_notify\n    input_schema: ${schema}\n`;
}

describe('where git lacks an object', () => {
  let repository: GitFixture;
  beforeEach(() => {
    repository = new GitFixture();
    declareAll(repository.folder);
    repository.commit();
    repository.folder.write('hs/t.json', '{');
  });
  afterEach(() => repository.remove());

  function forget(name: string): void {
    const id = repository.git('rev-parse', name).trim();
    rmSync(join(repository.folder.path, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
  }

  it.each(['HEAD:hs/a.yaml', 'HEAD:hs/z.yaml', 'HEAD:hs/t.json', 'HEAD:hs', 'HEAD^{tree}'])(
    'such as %s, the command says so and compares nothing',
    async (name) => {
      forget(name);
      const { folder, environment } = repository;
      expect(await refusalIn(folder.path, 'HEAD:hs', 'hs', environment)).toBe(LACKS);
    },
  );
});

describe('in a clone of a part that cannot be completed', () => {
  const repository = new GitFixture();
  const clones = new HookspecFolder();
  const away = `${repository.folder.path}-away`;
  beforeAll(() => {
    declareAll(repository.folder);
    linkToWhatLiesBeside(repository.folder);
    repository.commit();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    for (const filter of ['blob:none', 'tree:0']) {
      const clone = join(clones.path, filter.replace(':', '-'));
      repository.git('clone', '-q', '--no-checkout', `--filter=${filter}`, `file://${repository.folder.path}`, clone);
    }
    // This one has fetched all but what a link leads to.
    const clone = join(clones.path, 'complete-but-for-one');
    repository.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${repository.folder.path}`, clone);
    repository.git('-C', clone, 'cat-file', '-p', 'HEAD:linked/k.yaml');
    repository.git('-C', clone, 'cat-file', '-p', 'HEAD:linked/LICENSE');
    renameSync(repository.folder.path, away);
    declareAll(clones);
  });
  afterAll(() => {
    renameSync(away, repository.folder.path);
    repository.remove();
    clones.remove();
  });

  it('the command does not say of a link that it leads out, as long as git lacks what tells', async () => {
    const there = join(clones.path, 'complete-but-for-one');
    expect(await refusalIn(there, 'HEAD:linked', '../hs', repository.environment)).toBe(LACKS);
  });

  it.each(['blob-none', 'tree-0'])('(%s) the command says what git lacks', async (clone) => {
    const there = join(clones.path, clone);
    expect(await refusalIn(there, 'HEAD:hs', '../hs', repository.environment)).toBe(LACKS);
    expect(await refusalIn(there, 'main:hs/a.yaml', '../hs', repository.environment)).toBe(LACKS);
  });
});

describe('in a shallow clone', () => {
  const repository = new GitFixture();
  const clones = new HookspecFolder();
  const { environment } = repository;
  beforeAll(() => {
    declareAll(repository.folder);
    repository.commit();
    repository.git('checkout', '-q', '-b', 'feature/x');
    repository.folder.write('hs/t.json', { type: 'number' });
    repository.commit();
  });
  afterAll(() => {
    repository.remove();
    clones.remove();
  });

  it.each([
    ['main', 'git fetch --depth=1 origin main', 'FETCH_HEAD:hs'],
    ['origin/main', 'git fetch --depth=1 origin main', 'FETCH_HEAD:hs'],
    ['refs/remotes/origin/main', 'git fetch --depth=1 origin main', 'FETCH_HEAD:hs'],
    ['HEAD~1', 'git fetch --unshallow', undefined],
  ])('the way that is named to get %s works', async (revision, command, name) => {
    const clone = join(clones.path, revision.replaceAll(/\W/g, '-'));
    repository.git('clone', '-q', '--depth=1', '-b', 'feature/x', `file://${repository.folder.path}`, clone);
    const refused = await refusalIn(clone, `${revision}:hs`, 'hs', environment);
    const then = name === undefined ? '' : `, and then name ${name}`;
    expect(refused).toBe(`git knows no revision '${revision}' here; this clone is shallow: ${command}${then}`);
    repository.git('-C', clone, ...command.split(' ').slice(1));
    const { printed } = await diffIn(clone, name ?? `${revision}:hs`, 'hs', environment);
    expect(printed).toContain('payload is number; it was string');
  });

  it('a commit of which only the beginning of the name is known is no branch', async () => {
    const clone = join(clones.path, 'short');
    repository.git('clone', '-q', '--depth=1', `file://${repository.folder.path}`, clone);
    expect(await refusalIn(clone, 'abc1234:hs', 'hs', environment)).toContain('shallow: git fetch --unshallow');
  });
});

describe('git itself', () => {
  it.each([
    ['that may not be run', 0o600, '', 'git cannot be run (EACCES)'],
    ['that fails without a word', 0o700, 'exit 3', 'git finds no repository here: it failed and did not say why'],
  ])('%s is named', async (_, mode, script, words) => {
    const folder = new HookspecFolder();
    folder.declare('k', ['on_a']);
    writeFileSync(join(folder.path, 'git'), `#!/bin/sh\n${script}\n`, { mode });
    expect(await refusalIn(folder.path, 'main:hs', 'k.yaml', { PATH: folder.path })).toBe(words);
    folder.remove();
  });
});
