import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runCommand } from '../../../lib/cli/command.js';
import type { CompiledHookspecs } from '../../../lib/hookspec/compiled/compiled-hookspecs.js';
import { CapturedTerminal } from './captured-terminal.js';
import type { HookspecFolder } from './hookspec-folder.js';

let count = 0;

/** Compiles a folder of hookspecs with the command, and loads what it has written. Each call makes another module. */
export async function compileFolder(folder: HookspecFolder): Promise<CompiledHookspecs> {
  const out = join(folder.path, `compiled-${++count}.mjs`);
  const terminal = new CapturedTerminal();
  const code = await runCommand(['compile', relative(process.cwd(), folder.path), '--out', out], terminal);
  if (code !== 0) throw new Error([...terminal.printed, ...terminal.said].join('\n'));
  return ((await import(out)) as { default: CompiledHookspecs }).default;
}

/** Replaces what a file of the folder holds. */
export function overwrite(folder: HookspecFolder, name: string, content: string): void {
  writeFileSync(join(folder.path, name), content);
}
