/**
 * Settles when everything written to stdout has left the process. `process.exit()`, which ends a shutdown, throws away what a
 * slow reader has not yet taken from a full pipe.
 *
 * @param patience milliseconds a reader gets; one that never reads must not hold the process.
 */
export function flushStdout(patience = 1_000): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    process.stdout.write('', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
