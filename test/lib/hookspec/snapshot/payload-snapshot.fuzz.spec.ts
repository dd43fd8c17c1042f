import fc from 'fast-check';
import { jsonSnapshot } from '../../../../lib/hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../../../../lib/hookspec/snapshot/lossy-value.js';
import type { PayloadShape } from '../../../../lib/hookspec/snapshot/payload-shape.js';
import { compileSnapshot } from '../../../../lib/hookspec/snapshot/payload-snapshot.js';
import { anyPayload } from '../../support/any-payload.js';

const KEYS = ['a', 'b', 'c', '0', '__proto__', 'é'] as const;
const keys = fc.constantFrom(...KEYS);

/** Shapes of few keys, so that payloads of the same keys fit them often, and often not. */
const { shape } = fc.letrec<{ shape: PayloadShape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<PayloadShape>(undefined, { is: 'string' }, { is: 'number' }, { is: 'boolean' }),
    fc.record({ is: fc.constant('list' as const), item: tie('shape') }),
    fc.array(fc.tuple(keys, tie('shape')), { maxLength: 4 }).map((properties) => ({
      is: 'record' as const,
      properties: new Map(properties),
    })),
  ),
}));

/** Payloads of the same keys. */
const { likely } = fc.letrec<{ likely: unknown }>((tie) => ({
  likely: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom<unknown>('x', '', 1, -0, true, null, undefined, NaN, 1n, new Date(0), new Map()),
    fc.array(tie('likely'), { maxLength: 3 }),
    fc.dictionary(keys, tie('likely'), { maxKeys: 4 }),
  ),
}));

function described(copy: unknown): unknown {
  if (copy instanceof LossyValue) return `${copy.path} ${copy.reason}`;
  return { json: JSON.stringify(copy), value: copy, isFrozen: isDeeplyFrozen(copy) };
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe('copies that are made with the help of a random schema', () => {
  it.each<[string, fc.Arbitrary<unknown>, number]>([
    ['of payloads that may fit it', likely, 3_000],
    ['of anything', anyPayload, 1_000],
  ])('are those that are made without: %s', (_, payloads, numRuns) => {
    fc.assert(
      fc.property(shape, payloads, (guess, payload) => {
        expect(described(compileSnapshot(guess)(payload))).toStrictEqual(described(jsonSnapshot(payload)));
      }),
      { seed: 7, numRuns },
    );
  });
});
