import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

interface Manifest {
  name: string;
  type: string;
  license: string;
  engines: Record<string, string>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
  exports: Record<string, string | Record<string, string>>;
  typesVersions: Record<string, Record<string, string[]>>;
  bin: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Paths in the tarball, as npm itself lists them. */
function packedFiles(): string[] {
  // A shell, because on Windows npm is a script that cannot be run without one.
  const listing = execFileSync('npm pack --dry-run --json --ignore-scripts', {
    cwd: ROOT,
    encoding: 'utf8',
    shell: true,
  });
  const [tarball] = Object.values(JSON.parse(listing) as Record<string, { files: { path: string }[] }>);
  return tarball?.files.map(({ path }) => path) ?? [];
}

describe('package.json', () => {
  it('is an ESM package under MIT that runs from Node 20.19 on', () => {
    expect(manifest).toMatchObject({ type: 'module', license: 'MIT', engines: { node: '>=20.19' } });
  });

  it('starts the sample application as one process that can be sent signals', () => {
    expect(manifest.scripts.start).toBe('npm run build && node dist/sample-app/main.js');
  });

  it('brings three dependencies and nothing else', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['ajv', 'ajv-formats', 'yaml']);
  });

  const isOptional = (name: string) => manifest.peerDependenciesMeta[name]?.optional === true;

  it('leaves Nest, rxjs and reflect-metadata to the application', () => {
    expect(Object.keys(manifest.peerDependencies).filter((name) => !isOptional(name))).toEqual([
      '@nestjs/common',
      '@nestjs/core',
      'reflect-metadata',
      'rxjs',
    ]);
    expect(manifest.peerDependencies).toMatchObject({
      '@nestjs/common': '^11 || ^12',
      '@nestjs/core': '^11 || ^12',
    });
  });

  it('asks for what an optional part needs only of those who use the part, and minds no version that others have', () => {
    // npm would refuse to install beside another version, also where the part is not used. The part itself asks for more.
    expect(Object.entries(manifest.peerDependencies).filter(([name]) => isOptional(name))).toEqual([
      ['@nestjs/microservices', '*'],
      ['@nestjs/swagger', '*'],
      ['@nestjs/terminus', '*'],
      ['@opentelemetry/api', '*'],
      ['prom-client', '*'],
    ]);
    expect(Object.keys(manifest.peerDependencies)).toEqual(
      expect.arrayContaining(Object.keys(manifest.peerDependenciesMeta)),
    );
  });

  it("tells TypeScript's older resolution, which knows no exports, where the types of every subpath are", () => {
    const types = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
      subpath === '.' || typeof target === 'string' ? [] : [[subpath.slice(2), [target['types']]]],
    );
    expect(manifest.typesVersions).toEqual({ '*': Object.fromEntries(types) as unknown });
  });

  const targets = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    Object.entries(typeof target === 'string' ? { default: target } : target).map(([condition, path]) => ({
      subpath,
      condition,
      path,
    })),
  );

  it.each(targets)('exports $subpath ($condition) from a file that the build makes: $path', ({ path }) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });

  it('exports types beside every module', () => {
    const modules = Object.values(manifest.exports).filter((target) => typeof target !== 'string');
    expect(modules.length).toBeGreaterThan(0);
    // TypeScript takes the first condition that fits, so `types` must come first.
    for (const target of modules) expect(Object.keys(target)).toEqual(['types', 'default']);
  });
});

describe('the command hookspec', () => {
  it('is the only one, and is a file that the build makes', () => {
    expect(Object.keys(manifest.bin)).toEqual(['hookspec']);
    expect(existsSync(join(ROOT, manifest.bin['hookspec'] ?? ''))).toBe(true);
  });

  it('says that Node runs it', () => {
    expect(readFileSync(join(ROOT, manifest.bin['hookspec'] ?? ''), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

const IMPORTED = /(?:from|import)\s*\(?'([^']*)'/g;

/** The files that are loaded when one is, itself included. */
function loadedWith(path: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(IMPORTED)) {
    if (/^\..*\.js$/.test(specifier)) loadedWith(resolve(path, '..', specifier), loaded);
  }
  return loaded;
}

/** The packages that are loaded when a file is. */
function packagesLoadedWith(path: string): Set<string> {
  const specifiers = [...loadedWith(join(ROOT, path))].flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(IMPORTED), ([, specifier = '']) => specifier),
  );
  const packages = specifiers.filter((specifier) => /^@?[a-z]/.test(specifier) && !specifier.startsWith('node:'));
  return new Set(packages.map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''));
}

describe('an application', () => {
  const ofTheCommand = (path: string) => [...loadedWith(join(ROOT, path))].filter((file) => file.includes('/lib/cli/'));

  it('that imports the module loads nothing of the command', () => {
    expect(loadedWith(join(ROOT, 'dist/lib/index.js')).size).toBeGreaterThan(50);
    expect(ofTheCommand('dist/lib/index.js')).toEqual([]);
  });

  it('that imports the module alone loads no optional part, and needs nothing that one needs', () => {
    const parts = /\/lib\/(?:admin|metrics|opentelemetry|terminus)\//;
    expect([...loadedWith(join(ROOT, 'dist/lib/index.js'))].filter((file) => parts.test(file))).toEqual([]);
    const optional = Object.keys(manifest.peerDependenciesMeta);
    const loaded = packagesLoadedWith('dist/lib/index.js');
    expect(loaded).toContain('@nestjs/common');
    expect(optional.filter((name) => loaded.has(name))).toEqual([]);
  });

  it.each([
    ['metrics', 'prom-client'],
    ['opentelemetry', '@opentelemetry/api'],
    ['terminus', '@nestjs/terminus'],
  ])('that imports the part %s needs %s, and of the optional packages no other', (part, needed) => {
    const loaded = packagesLoadedWith(`dist/lib/${part}/index.js`);
    expect(Object.keys(manifest.peerDependenciesMeta).filter((name) => loaded.has(name))).toEqual([needed]);
  });

  it('that is the command loads it: the files were looked for in the right place', () => {
    expect(ofTheCommand('dist/lib/cli/main.js').length).toBeGreaterThan(30);
  });
});

describe('the tarball', () => {
  let files: string[];

  beforeAll(() => {
    files = packedFiles();
  });

  it('holds every file that package.json exports', () => {
    const paths = Object.values(manifest.exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
      .map((path) => path.replace('./', ''));
    expect(files).toEqual(expect.arrayContaining(paths));
  });

  it('holds the format of hookspecs where editors find it, as the code has it', () => {
    const [published, used] = ['hookspec.schema.json', 'dist/hookspec.schema.json'].map((path) => {
      return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as object;
    });
    expect(manifest.exports['./hookspec.schema.json']).toBe('./hookspec.schema.json');
    expect(used).toEqual(published);
  });

  it('holds the command', () => {
    expect(files).toEqual(expect.arrayContaining(Object.values(manifest.bin).map((path) => path.replace('./', ''))));
  });

  it('holds of the command what runs, and nothing to compile or to debug against: nobody imports it', () => {
    const ofTheCommand = files.filter((path) => path.includes('lib/cli/'));
    expect(ofTheCommand.length).toBeGreaterThan(30);
    expect(ofTheCommand.filter((path) => !/^dist\/lib\/cli\/.*\.js$/.test(path))).toEqual([]);
  });

  it('holds the licence, the README and the changelog', () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md']));
  });

  it('holds the sources that its source maps point to', () => {
    expect(files).toEqual(expect.arrayContaining(['dist/lib/index.js.map', 'dist/lib/index.d.ts.map', 'lib/index.ts']));
  });

  it('holds neither the sample application nor benchmarks nor tests', () => {
    const rest = files.filter((path) => !/^(dist\/lib|lib)\//.test(path));
    expect(rest.toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/hookspec.schema.json',
      'hookspec.schema.json',
      'package.json',
    ]);
  });
});
