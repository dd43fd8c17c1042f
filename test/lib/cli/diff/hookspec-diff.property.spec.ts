import fc from 'fast-check';
import { hookspecDiff } from '../../../../lib/cli/diff/hookspec-diff.js';
import type { Breaks, Change } from '../../../../lib/cli/diff/change.js';
import { anySchemaPair } from './support/any-schema.js';
import { anySchemaGraphs, NEW_KEY, payloadOf } from './support/schema-graph.js';
import { TwoStates } from './support/compare.js';
import { withoutUnknownKeys } from './support/known-keys.js';
import { rewritten } from './support/rewritten.js';
import { fittingPayload, randomNumbers } from './support/fitting-payload.js';

// A seed of its own keeps the runs of everybody alike; without it fast-check takes a new one each time.
const RUNS = { seed: 11_25, numRuns: 300 };

interface Judged {
  readonly changes: readonly Change[];
  readonly accepts: (side: 'new' | 'old', payload: unknown) => boolean;
}

function judged(old: unknown, next: unknown, check: (judged: Judged) => void): void {
  const states = new TwoStates();
  try {
    states.declare(old, next);
    const [before, after] = states.sides();
    const [accepting, acceptingNow] = [before, after].map(
      ({ sources }) => sources[0]?.hookspec.hooks.get('on_a')?.validate,
    );
    const accepts = (side: 'new' | 'old', payload: unknown) => {
      return (side === 'old' ? accepting : acceptingNow)?.(payload) === undefined;
    };
    const [{ changes } = { changes: [] }] = hookspecDiff(before, after);
    check({ changes, accepts });
  } finally {
    states.remove();
  }
}

const PAYLOADS = 100;

function expectToBreak(party: Breaks, changes: readonly Change[], payload: unknown): void {
  if (changes.some((change) => change.breaks === party || change.breaks === 'both')) return;
  const told = changes.map(({ code, breaks, path }) => `${path} ${code} ${breaks}`);
  throw new Error(
    `${JSON.stringify(payload)} breaks ${party}, and the report says only ${told.join(', ') || 'nothing'}`,
  );
}

function expectToBeTold(changes: readonly Change[], payload: unknown): void {
  if (changes.length === 0) throw new Error(`one side refuses ${JSON.stringify(payload)}, and the report says nothing`);
}

/** Whether a payload has keys that the old schema does not know, or that are new. */
function hasNewKeys(payload: unknown, old: unknown, added: ReadonlySet<unknown>, isRestKnown: boolean): boolean {
  return JSON.stringify(withoutUnknownKeys(payload, [old], added, isRestKnown)) !== JSON.stringify(payload);
}

/** All keys of a value, and of what is in it. */
function keysIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return new Set([...own, ...Object.values(value).flatMap((inner) => [...keysIn(inner)])]);
}

/** The keys that the report says could not be sent before. */
function addedKeys(changes: readonly Change[]): Set<unknown> {
  const fields = changes.filter(({ code }) => code === 'field-added').map(({ path }) => path.split('.').at(-1));
  const patterns = changes.flatMap(({ code, path, breaks }) => {
    const pattern = /\/(.*)\/$/.exec(path)?.[1];
    return code === 'pattern-keys-added' && breaks === 'nobody' && pattern !== undefined ? [new RegExp(pattern)] : [];
  });
  return new Set([...fields, ...['x', 'xy', 'z'].filter((key) => patterns.some((pattern) => pattern.test(key)))]);
}

describe('whatever two schemas are,', () => {
  it('a payload that only the old one lets through means that the report says "publishers", and one that only the new one does means "subscribers"', () => {
    let refused = 0;
    let admitted = 0;
    fc.assert(
      fc.property(anySchemaPair, fc.nat(), ([old, next], seed) => {
        const random = randomNumbers(seed);
        const [inOtherWords, nextInOtherWords] = [old, next].map((schema) => rewritten(schema, random));
        judged(inOtherWords, nextInOtherWords, ({ changes, accepts }) => {
          const payloads = Array.from({ length: PAYLOADS }, (_, count) => {
            return fittingPayload(count % 2 === 0 ? old : next, random);
          });
          // A schema may name keys that nothing it lets through has.
          const seen = keysIn(payloads.filter((payload) => accepts('old', payload)));
          const unseen = [...keysIn(payloads)].filter((key) => !seen.has(key));
          const added = new Set([...addedKeys(changes), ...unseen]);
          const isRestKnown = !changes.some(({ code, breaks }) => code === 'object-opened' && breaks === 'nobody');
          // Where a key may be what is not to be there, leaving it out tells nothing.
          const isNegative = /"(not|if|oneOf|contains)":/.test(JSON.stringify([old, next]));
          for (const payload of payloads) {
            const [was, is] = [accepts('old', payload), accepts('new', payload)];
            // New keys and all: that is no break, but it is a change.
            if (was !== is) expectToBeTold(changes, payload);
            if (was === is || (isNegative && hasNewKeys(payload, old, added, isRestKnown))) continue;
            // What remains when keys are left out that are new, or that the old schema has no word for.
            const known = [
              withoutUnknownKeys(payload, [old], added, isRestKnown),
              withoutUnknownKeys(payload, [old], added),
              withoutUnknownKeys(payload, [true], added),
            ];
            if (was && !known.some((some) => accepts('old', some) && accepts('new', some))) {
              refused++;
              expectToBreak('publishers', changes, payload);
            }
            if (is && !known.some((some) => accepts('old', some))) {
              admitted++;
              expectToBreak('subscribers', changes, payload);
            }
          }
        });
      }),
      RUNS,
    );
    expect(Math.min(refused, admitted)).toBeGreaterThan(RUNS.numRuns);
  }, 60_000);

  it('so it is where schemas hold themselves and each other, in several versions', () => {
    let differing = 0;
    fc.assert(
      fc.property(anySchemaGraphs, fc.nat(), ({ old, next }, seed) => {
        const random = randomNumbers(seed);
        judged(old, next, ({ changes, accepts }) => {
          for (let count = 0; count < PAYLOADS / 2; count++) {
            const payload = payloadOf(count % 2 === 0 ? old : next, random);
            const [was, is] = [accepts('old', payload), accepts('new', payload)];
            if (was === is) continue;
            differing++;
            // The only keys that nobody knows there are in what is compared as it is written: that counts for both.
            if (!keysIn(payload).has(NEW_KEY)) expectToBreak(was ? 'publishers' : 'subscribers', changes, payload);
            else expectToBeTold(changes, payload);
          }
        });
      }),
      { ...RUNS, numRuns: RUNS.numRuns / 2 },
    );
    expect(differing).toBeGreaterThan(RUNS.numRuns);
  }, 60_000);
});
