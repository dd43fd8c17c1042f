import { basename } from 'node:path';
// Comes with jest, which runs the tests with it anyway.
import TestRunner from 'jest-runner';

/**
 * Runs spec files one by one until one fails: Jest's `bail` does not work where Stryker calls it, and one failed test is
 * all it takes to notice a mutant. The files named after the mutated one go first, since they notice most.
 */
export default class BailingRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const names = this._globalConfig.nonFlagArgs.map((file) => `${basename(file, '.ts')}.`);
    const rank = ({ path }) => (names.some((name) => basename(path).startsWith(name)) ? 0 : 1);
    let hasFailed = false;
    const stop = this.on('test-file-success', ([, { numFailingTests }]) => {
      hasFailed ||= numFailingTests > 0;
    });
    for (const test of tests.toSorted((a, b) => rank(a) - rank(b))) {
      await super.runTests([test], watcher, { ...options, serial: true });
      if (hasFailed) break;
    }
    stop();
  }
}
