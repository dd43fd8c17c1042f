import { fileURLToPath } from 'node:url';
import { shownPath } from '../hookspec/shown-path.js';

/**
 * Remembers who called a function, for a message that may never be needed: V8 keeps the frame and makes text of it only
 * when it is read.
 *
 * @param callee the function whose caller is wanted
 * @returns reads `file:line:column`, or `undefined` where the runtime does not tell
 */
export function callSiteOf(callee: (...args: never[]) => unknown): () => string | undefined {
  const holder: { stack?: string } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, callee);
  Error.stackTraceLimit = stackTraceLimit;
  return () => placeIn(String(holder.stack));
}

function placeIn(stack: string): string | undefined {
  const [, file, position] = /^\s*at (?:.*\()?((?:file:\/\/)?[^()]+?)(:\d+:\d+)\)?$/m.exec(stack) ?? [];
  if (file === undefined || position === undefined) return undefined;
  return shownPath(file.startsWith('file://') ? fileURLToPath(file) : file) + position;
}
