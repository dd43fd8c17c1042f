import { execSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

const here = import.meta.dirname;
const root = resolve(here, '../..');

const USAGE = `npm run mutate [-- FILE…]

Changes lib/dispatch, or those files of it, in one place at a time and tells which changes no test notices.
Installs its tool in test/mutation first. All of it takes a quarter of an hour; the report is reports/mutation.html.
Exit code: 0 when 95 % or more were noticed, 1 when not, 2 when FILE is not in lib/dispatch.`;

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}

const files = process.argv.slice(2).map((file) => relative(root, resolve(file)).replaceAll(sep, '/'));
for (const file of files) {
  // Stryker would change nothing then, and be content.
  if (/^lib\/dispatch\/.+\.ts$/.test(file) && existsSync(resolve(root, file))) continue;
  console.error(`${file} is no TypeScript file of lib/dispatch`);
  process.exit(2);
}

try {
  execSync('npm ls', { cwd: here, stdio: 'ignore' });
} catch {
  execSync('npm ci --no-audit --no-fund', { cwd: here, stdio: 'inherit' });
}

const { status } = spawnSync(
  process.execPath,
  [
    resolve(here, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    resolve(here, 'stryker.config.js'),
    ...(files.length > 0 ? ['--mutate', files.join(',')] : []),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
