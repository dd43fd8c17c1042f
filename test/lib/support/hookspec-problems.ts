import { HookspecInvalidError } from '../../../lib/errors/hookspec-invalid.error.js';
import { loadHookspecs } from '../../../lib/hookspec/hookspec-loader.js';
import type { PayloadValidator } from '../../../lib/hookspec/payload-validator.js';
import type { HookspecFolder } from './hookspec-folder.js';

/**
 * Loads hookspecs and returns what is wrong with them, each problem as `file:line:column message`.
 * Files are relative to the folder, which is written as `<folder>` in messages. An error of another class is thrown on.
 */
export function problemsOf(folder: HookspecFolder, sources: readonly string[] = [folder.path]): string[] {
  try {
    loadHookspecs(sources);
    return [];
  } catch (error) {
    if (!(error instanceof HookspecInvalidError)) throw error;
    return error.problems.map(({ file, line, column, message }) => {
      const name = file.startsWith(`${folder.path}/`) ? file.slice(folder.path.length + 1) : file;
      return `${name}:${line}:${column} ${message.replaceAll(folder.path, '<folder>')}`;
    });
  }
}

/** Matches a problem at exactly that place whose message holds these words, in this order. */
export function problemAt(place: string, ...words: readonly string[]): unknown {
  const pattern = [`^${escaped(place)} `, ...words.map((word) => escaped(word))].join('.*');
  return expect.stringMatching(new RegExp(pattern, 's'));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** Declares one hook with this schema file, loads the folder and returns the check of the hook's payloads. */
export function validatorFor(folder: HookspecFolder, schemaFile: string): PayloadValidator {
  folder.declareWith('k', { on_a: schemaFile });
  const declaration = loadHookspecs([folder.path])
    .find(({ kind }) => kind === 'k')
    ?.hooks.get('on_a');
  if (declaration === undefined) throw new Error('the hook was not loaded');
  return declaration.validate;
}
