import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { complaintsIn, type Complaint } from './complaints.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const FIXTURES = resolve(import.meta.dirname, '../fixtures');

/** The packages that hold the compilers, by the version that they must have. */
export const COMPILERS = { '5.9': 'typescript-5.9', '6.0': 'typescript', '7.0': 'typescript-7.0' } as const;

export type Version = keyof typeof COMPILERS;

/** The two ways of finding packages that Nest applications use. */
export const RESOLUTIONS = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
} as const;

export type Resolution = keyof typeof RESOLUTIONS;

/** What `tsc` of a version prints for an application that has the built package installed. */
export function compile(
  version: Version,
  resolution: Resolution,
  files: ReadonlyMap<string, string>,
  options: Record<string, unknown> = {},
): Complaint[] {
  if (!existsSync(join(ROOT, 'dist/lib/index.d.ts'))) {
    throw new Error('dist/lib is not there. Run "npm run build" first, as "npm test" does.');
  }
  const application = mkdtempSync(join(tmpdir(), 'typed-application-'));
  try {
    install(application);
    const compilerOptions = {
      ...RESOLUTIONS[resolution],
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      experimentalDecorators: true,
      target: 'es2023',
      lib: ['es2023'],
      types: [],
      ...options,
    };
    write(application, 'package.json', JSON.stringify({ type: 'module', private: true }));
    write(application, 'tsconfig.json', JSON.stringify({ compilerOptions, files: [...files.keys()] }));
    for (const [name, text] of files) write(application, name, text);
    return complaintsIn(run(version, application));
  } finally {
    rmSync(application, { recursive: true });
  }
}

/** The text of a file of the fixture application. */
export function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

/** The version that a compiler's package says it has. */
export function versionOf(version: Version): string {
  const manifest = readFileSync(join(ROOT, 'node_modules', COMPILERS[version], 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function run(version: Version, application: string): string {
  // A process, because TypeScript 7 cannot be called as a library.
  const tsc = join(ROOT, 'node_modules', COMPILERS[version], 'bin/tsc');
  const { status, error, stdout, stderr } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], {
    cwd: application,
    encoding: 'utf8',
  });
  if (error !== undefined || status === null || stderr !== '')
    throw new Error(`tsc did not run: ${stderr}`, { cause: error });
  // Otherwise a compiler that says nothing would pass for one that is content.
  if ((status === 0) !== (stdout === '')) throw new Error(`tsc ended with ${status}, but said "${stdout}"`);
  return stdout;
}

function install(application: string): void {
  const modules = join(application, 'node_modules');
  mkdirSync(modules);
  symlinkSync(ROOT, join(modules, 'nestjs-plugin-system'), 'junction');
  symlinkSync(join(ROOT, 'node_modules/@nestjs'), join(modules, '@nestjs'), 'junction');
}

function write(application: string, name: string, text: string): void {
  mkdirSync(dirname(join(application, name)), { recursive: true });
  writeFileSync(join(application, name), text);
}
