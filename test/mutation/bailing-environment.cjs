// CommonJS, since Stryker gets it with `require`.
const { TestEnvironment } = require('jest-environment-node');

/** Skips what is left of a spec file once a test of it has failed: see bailing-runner.js. */
module.exports = class BailingEnvironment extends TestEnvironment {
  hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
    if (name === 'test_done' && test.errors.length > 0) this.hasFailed = true;
  }
};
