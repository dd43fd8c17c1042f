import type { PatternNode } from '../../hookspec/pattern/pattern-node.js';
import { parsePattern } from '../../hookspec/pattern/pattern-parser.js';

/** Whether only texts up to some length match a pattern, as with `^[A-Z]{2}$`: the pattern of a schema that was loaded. */
export function boundsItself(pattern: string): boolean {
  return isBounded(parsePattern(pattern, 'u'));
}

/** Without `^` and `$`, a text may have anything around what matches. */
function isBounded(node: PatternNode): boolean {
  if (node.kind === 'choice') return node.options.every(isBounded);
  if (node.kind !== 'sequence' || node.width === Infinity) return false;
  const [first, last] = [node.parts[0], node.parts.at(-1)];
  return isAssertion(first, 'start') && isAssertion(last, 'end');
}

function isAssertion(node: PatternNode | undefined, sort: 'end' | 'start'): boolean {
  return node?.kind === 'assertion' && node.sort === sort;
}
