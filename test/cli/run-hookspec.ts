import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** The built command. */
export const MAIN = resolve(import.meta.dirname, '../../dist/lib/cli/main.js');

/** How a run of the command ended, and what it wrote. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command in a process of its own, its streams being pipes. */
export async function runHookspec(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return ended(spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, NODE_OPTIONS: '', ...env } }));
}

/** Runs a line of shell script in which `$HOOKSPEC` is the built command. */
export async function runInShell(script: string, args: readonly string[] = []): Promise<Ended> {
  const env = { ...process.env, NODE_OPTIONS: '', HOOKSPEC: `${process.execPath} ${MAIN}` };
  return ended(spawn('bash', ['-c', script, 'bash', ...args], { env }));
}

async function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  if (!child.stdout || !child.stderr) throw new Error('the streams of the child are no pipes');
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [exitCode] = (await closed) as [number | null];
  return { exitCode, stdout, stderr };
}
