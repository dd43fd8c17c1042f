import { CharacterSet } from '../../../lib/hookspec/pattern/character-set.js';
import type { TextTest } from '../../../lib/hookspec/pattern/linear-pattern.js';
import { LinearProof } from '../../../lib/hookspec/pattern/linear-proof.js';
import { compilePattern } from '../../../lib/hookspec/pattern/nfa-compiler.js';
import { NfaMatcher } from '../../../lib/hookspec/pattern/nfa-matcher.js';
import { parsePattern } from '../../../lib/hookspec/pattern/pattern-parser.js';
import { refillWork } from '../../../lib/hookspec/pattern/work-budget.js';

/** The machine for a pattern, also where V8 would do. */
export function machineOf(pattern: string, flags = 'u'): TextTest {
  const compiled = compilePattern(pattern, parsePattern(pattern, flags), flags);
  const setOf = (source: string) => new CharacterSet(source, flags);
  return eachForItself(new NfaMatcher(compiled, flags, setOf, `the pattern ${pattern}`));
}

/** A test of texts each of which is a payload of its own. */
export function eachForItself(test: TextTest): TextTest {
  return {
    test: (text) => {
      refillWork();
      return test.test(text);
    },
    toString: () => String(test),
  };
}

/** Whether V8 is proven to take linear time for a pattern. */
export function isProven(pattern: string, flags = 'u'): boolean {
  return (
    new LinearProof(flags, (source) => new CharacterSet(source, flags)).stepsPerCharacter(
      parsePattern(pattern, flags),
    ) !== undefined
  );
}
