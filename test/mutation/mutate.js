// `npm run mutate [-- file…]` changes lib/dispatch, or those files of it, in one place at a time, and fails when too few
// of the changes make a test fail. It prints those that nothing noticed.
import { execSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

const here = import.meta.dirname;
const root = resolve(here, '../..');

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
