import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

interface Row {
  readonly pid: number;
  readonly state: string;
  readonly parent: number;
}

/** These processes and all that they have started, as Linux tells. */
export function processTree(pids: readonly number[]): number[] {
  const rows = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readRow(Number(name)) ?? []) : []));
  const tree = new Set(pids);
  // A parent is older than its child, but its number need not be less: go on until nothing is new.
  for (let size = 0; size !== tree.size;) {
    size = tree.size;
    for (const { pid, parent } of rows) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** Whether a process still does something. One that has ended, and whose parent has not asked for it yet, does not. */
export function isAlive(pid: number): boolean {
  const state = readRow(pid)?.state;
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Settles when none of these processes is alive. They are no children of this one, so there is no event to wait for. */
export async function gone(pids: readonly number[]): Promise<void> {
  while (pids.some(isAlive)) await delay(5);
}

function readRow(pid: number): Row | undefined {
  try {
    // "12 (the name, which may hold anything) S 1 …"
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
