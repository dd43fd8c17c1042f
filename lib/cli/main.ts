#!/usr/bin/env node
// Imported like this, because what goes wrong while the rest is loaded should be one line as well.
import('./run-in-process.js').then(
  ({ runInProcess }) => runInProcess(process),
  (error: unknown) => {
    const reason = String(error).split('\n', 1)[0];
    process.stderr.write(
      `hookspec: cannot be loaded (${reason}). It needs Node 20.19 or later, and its dependencies.\n`,
    );
    process.exitCode = 70;
  },
);
