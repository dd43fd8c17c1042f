import { CharacterSet } from '../../../lib/hookspec/pattern/character-set.js';
import { LinearProof } from '../../../lib/hookspec/pattern/linear-proof.js';
import { compilePattern } from '../../../lib/hookspec/pattern/nfa-compiler.js';
import { NfaMatcher } from '../../../lib/hookspec/pattern/nfa-matcher.js';
import { parsePattern } from '../../../lib/hookspec/pattern/pattern-parser.js';

/** The machine for a pattern, also where V8 would do. */
export function machineOf(pattern: string, flags = 'u'): NfaMatcher {
  const compiled = compilePattern(pattern, parsePattern(pattern, flags), flags);
  return new NfaMatcher(compiled, flags, (source) => new CharacterSet(source, flags), `the pattern ${pattern}`);
}

/** Whether V8 is proven to take linear time for a pattern. */
export function isProven(pattern: string, flags = 'u'): boolean {
  return new LinearProof(flags, (source) => new CharacterSet(source, flags)).holdsFor(parsePattern(pattern, flags));
}
