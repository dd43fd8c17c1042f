import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/**
 * Runs a program of this folder in a process of its own.
 *
 * @param name the program's name, without its extension
 * @returns what it printed, read as JSON
 * @throws Error when it fails
 */
export async function runChild(name: string, ...argv: string[]): Promise<unknown> {
  const program = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', program, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (child.exitCode !== 0) throw new Error(`${name} ${argv.join(' ')} ended with exit code ${child.exitCode}`);
  return JSON.parse(printed);
}
