import { spawn } from 'node:child_process';
import { once } from 'node:events';

// $0 is the group, and $1 a process to look at as well. `kill -s KILL 0` ends the guard itself, with what it has started.
const GUARD = `
kill_group() { kill -s KILL -- "-$0"; }
if [ -n "$1" ]; then
  { while kill -s 0 "$1"; do sleep 1; done; kill_group; } &
fi
read -r line
kill_group
kill -s KILL 0
`;

/**
 * Kills a group of processes when this process is gone, by a shell that waits for the end of its input: which comes even after
 * a SIGKILL, and under Jest, whose tests have a `process` of their own, where nobody would hear 'exit'. A worker of Jest
 * that has lost its parent is as good as gone, for it would wait for its test for ever.
 *
 * @returns what calls it off
 */
export function guardGroup(group: number): () => Promise<void> {
  const parent = process.connected ? String(process.ppid) : '';
  const guard = spawn('/bin/sh', ['-c', GUARD, String(group), parent], {
    // Or Ctrl+C would end it before it has done its work.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = once(guard, 'exit');
  return async () => {
    if (guard.pid !== undefined && guard.exitCode === null && guard.signalCode === null) {
      process.kill(-guard.pid, 'SIGKILL');
    }
    await gone;
  };
}
