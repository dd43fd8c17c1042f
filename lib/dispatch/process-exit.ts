const watchers = new Set<() => void>();

/**
 * Calls back when the process exits, for what must be said even then: Nest runs no shutdown hook when a start fails.
 * However many ask, the process gets one listener.
 *
 * @param callback synchronous; must not throw
 * @returns takes the request back
 */
export function onProcessExit(callback: () => void): () => void {
  watchers.add(callback);
  if (watchers.size === 1) process.once('exit', callAll);
  return () => {
    watchers.delete(callback);
    if (watchers.size === 0) process.off('exit', callAll);
  };
}

function callAll(): void {
  for (const callback of watchers) {
    try {
      callback();
    } catch {
      // The others are of other applications, and an error here would change the exit code.
    }
  }
  watchers.clear();
}
