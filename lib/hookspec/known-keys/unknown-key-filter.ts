import { refillWork } from '../pattern/work-budget.js';
import type { PayloadValidator } from '../payload-validator.js';
import type { KeyTable } from './key-table.js';
import { KnownKeys } from './known-keys.js';

/**
 * Takes the keys out of a payload that its closed objects do not know; see `HookDeclaration.withoutUnknownKeys`.
 *
 * @returns the payload itself where there are none; it never throws
 */
export type UnknownKeyFilter = (payload: unknown) => unknown;

/**
 * Makes an {@link UnknownKeyFilter}.
 *
 * @param validate checks the payloads
 * @param makeTable makes the table of their schema, `undefined` when it closes nothing. It is called at the first use, once:
 *   most hooks never get a payload of a newer version
 */
export function unknownKeyFilter(validate: PayloadValidator, makeTable: () => KeyTable | undefined): UnknownKeyFilter {
  let keys: KnownKeys | 'none' | undefined;
  const make = (): KnownKeys | 'none' => {
    const table = makeTable();
    return table ? new KnownKeys(table) : 'none';
  };
  return (payload) => {
    try {
      keys ??= make();
      // Where one branch of an `anyOf` is closed and another is open, a key that none of them names may be data.
      if (keys === 'none' || validate(payload) === undefined) return payload;
      refillWork();
      return keys.in(payload);
    } catch {
      // It nests deeper than the stack, or its keys take too long to be matched: checking it will say so.
      return payload;
    }
  };
}
