// `npm run mutate [-- file…]` changes lib/dispatch, or those files of it, in one place at a time, and fails when too few
// of the changes make a test fail. It prints those that nothing noticed.
import { execSync, spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';

const here = import.meta.dirname;
const root = resolve(here, '../..');

try {
  execSync('npm ls', { cwd: here, stdio: 'ignore' });
} catch {
  execSync('npm ci --no-audit --no-fund', { cwd: here, stdio: 'inherit' });
}

const files = process.argv.slice(2).map((file) => relative(root, resolve(file)));
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
