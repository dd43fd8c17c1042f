import fc from 'fast-check';
import type { TextTest } from '../../../../lib/hookspec/pattern/linear-pattern.js';
import { PatternRefusal } from '../../../../lib/hookspec/pattern/pattern-refusal.js';
import { anyPattern, anyText } from '../../support/any-pattern.js';
import { machineOf } from '../../support/pattern-machine.js';

const RUNS = { seed: 20_12, numRuns: 400 };

function nativeOf(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, `${flags}y`);
  } catch {
    return undefined;
  }
}

function machineOrRefusal(pattern: string, flags: string): TextTest | undefined {
  try {
    return machineOf(pattern, flags);
  } catch (error) {
    if (error instanceof PatternRefusal) return undefined;
    throw error;
  }
}

/**
 * What `test` of the same expression without `y` says by ECMA-262. V8 itself tries places inside of a surrogate pair too,
 * where an empty match may be found: there /\B/u is true of "a😀a", and should not be.
 */
function isFoundIn(text: string, native: RegExp): boolean {
  const starts = [0];
  for (const character of native.unicode ? text : text.split('')) starts.push((starts.at(-1) ?? 0) + character.length);
  return starts.some((start) => {
    native.lastIndex = start;
    return native.test(text);
  });
}

describe('the machine for any pattern says of any text what V8 says', () => {
  it.each(['u', 'iu', 'mu', 'su', 'imsu', '', 'i', 'ms'])('with the flags "%s"', (flags) => {
    fc.assert(
      fc.property(anyPattern, fc.array(anyText, { minLength: 1, maxLength: 4 }), (pattern, texts) => {
        const native = nativeOf(pattern, flags);
        fc.pre(native !== undefined);
        const machine = machineOrRefusal(pattern, flags);
        fc.pre(machine !== undefined);
        for (const text of texts) {
          expect([pattern, text, machine.test(text)]).toEqual([pattern, text, isFoundIn(text, native)]);
        }
      }),
      RUNS,
    );
  });
});
