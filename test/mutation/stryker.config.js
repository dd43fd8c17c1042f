import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['lib/dispatch/**/*.ts'],
  thresholds: { high: 95, low: 95, break: 95 },

  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    projectType: 'custom',
    configFile: 'jest.config.js',
    config: {
      // What lib/dispatch does must show in its own tests: those of lib/nest would notice, but not say what is wrong.
      testMatch: ['<rootDir>/test/lib/dispatch/**/*.spec.ts'],
      runner: '<rootDir>/test/mutation/bailing-runner.js',
      // A path of its own and not by <rootDir>: Stryker looks it up before Jest does.
      testEnvironment: fileURLToPath(import.meta.resolve('./bailing-environment.cjs')),
    },
  },
  // Which test runs which line is found out once, in a few seconds; a change is then tried with those tests only.
  coverageAnalysis: 'perTest',

  // Otherwise it writes `// @ts-nocheck` into every file of lib and test, broken fixtures included. swc checks no types.
  disableTypeChecks: false,

  concurrency: 2,
  // Milliseconds, besides one and a half times what the tests take. Whatever takes longer counts as noticed, so that a short
  // time flatters: with 3 s, 18 changes passed for noticed whose tests were only slow to load, on 2 busy processors.
  timeoutMS: 20_000,
  // Jest's module registry keeps about 8 MB per ESM spec file alive: 50 runs in one process came to 3 GB.
  maxTestRunnerReuse: 20,

  // Not in this folder: Jest would find the copy's package.json and complain that there are two of that name.
  tempDirName: join(tmpdir(), 'nestjs-plugin-system-mutation'),
  cleanTempDir: 'always',

  reporters: ['clear-text', 'progress-append-only', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation.html' },
};
