import { payloadAjv } from '../../hookspec/payload-ajv.js';
import { FILE_START } from '../../hookspec/position.js';
import type { Made } from '../generated-outcome.js';
import { readForCommand } from '../read-for-command.js';
import type { Terminal } from '../terminal.js';
import { compiledText } from './compiled-text.js';

/**
 * Makes a module of hookspecs.
 *
 * @param paths files and directories, relative to the working directory
 * @param isTypeScript whether it is to say its type
 * @throws UsageError when there are none
 */
export function compileHookspecs(paths: readonly string[], isTypeScript: boolean, terminal: Terminal): Made {
  const ajv = payloadAjv({ keepsCode: true });
  const { sources, problems: refused, schemas, describe } = readForCommand(paths, terminal, ajv);
  const tooLarge = schemas.usable().filter(({ schema }) => holdsInfinity(schema));
  const problems = [
    ...refused,
    ...tooLarge.map(({ path }) => describe(path, FILE_START, 'holds a number that is too large to be written down')),
  ];
  if (problems.length > 0) return { text: '', problems, notes: [], hookCount: 0 };
  const hookCount = sources.reduce((sum, { hookspec }) => sum + hookspec.hooks.size, 0);
  return { text: compiledText({ paths, sources, schemas, ajv, isTypeScript }), problems, notes: [], hookCount };
}

/** `1e400` in a file is infinite to JavaScript, and ajv would write `null`. */
function holdsInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsInfinity);
}
