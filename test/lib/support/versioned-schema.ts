import fc from 'fast-check';
import { anyKey } from './any-payload.js';

/** A schema, and what the payloads of this version and of a newer one are. */
export interface VersionedSchema {
  readonly schema: unknown;
  readonly pairs: fc.Arbitrary<VersionedPayload>;
}

/** A payload that is valid, and the same one with keys that its closed objects do not know. */
export interface VersionedPayload {
  readonly known: unknown;
  readonly newer: unknown;
}

/** Names that schemas give, which no new key has. ajv never takes a `__proto__` for one of them. */
const names = fc.constantFrom('a', 'b', 'constructor', 'é');
/** Without those of `Object.prototype`: to the `unevaluatedProperties` of ajv they are no news, so that they are valid. */
const newKeys = fc
  .oneof(anyKey, fc.constant('z'))
  .filter((key) => !/^(a|b|é|p\d.*)$/s.test(key) && !(key in Object.prototype));
const patternKeys = fc.constantFrom('p1', 'p2x');
const news = fc.array(fc.tuple(newKeys, fc.jsonValue({ maxDepth: 2 })), { maxLength: 2 });

const scalar: VersionedSchema = {
  schema: { type: ['string', 'number'] },
  pairs: fc.oneof(fc.string(), fc.integer()).map((value) => ({ known: value, newer: value })),
};

function listOf(item: VersionedSchema): VersionedSchema {
  return {
    schema: { type: 'array', items: item.schema },
    pairs: fc.array(item.pairs, { maxLength: 3 }).map((pairs) => ({
      known: pairs.map(({ known }) => known),
      newer: pairs.map(({ newer }) => newer),
    })),
  };
}

type Closing = 'open' | 'additionalProperties' | 'unevaluatedProperties';
type Entry = readonly [name: string, value: VersionedSchema];

function recordOf(
  closing: Closing,
  isSplit: boolean,
  entries: readonly Entry[],
  pattern: VersionedSchema,
): VersionedSchema {
  const schemas = entries.map(([name, { schema }]) => [name, schema] as const);
  const half = isSplit && closing !== 'additionalProperties' ? schemas.length >> 1 : schemas.length;
  const schema = {
    type: 'object',
    properties: Object.fromEntries(schemas.slice(0, half)),
    allOf: [{ properties: Object.fromEntries(schemas.slice(half)) }],
    patternProperties: { '^p\\d': pattern.schema },
    ...(closing !== 'open' && { [closing]: false }),
  };
  const fields = entries.map(([name, { pairs }]) =>
    fc.option(
      pairs.map((pair) => [name, pair] as const),
      { nil: undefined },
    ),
  );
  const matching = fc.array(fc.tuple(patternKeys, pattern.pairs), { maxLength: 1 });
  const pairs = fc.tuple(fc.tuple(...fields), matching, news).map(([chosen, matched, added]) => {
    const all = [...chosen.filter((field) => field !== undefined), ...matched];
    const known = all.map(([name, pair]) => [name, pair.known] as const);
    const newer = all.map(([name, pair]) => [name, pair.newer] as const);
    // To an open object these are data, of any version.
    const data = closing === 'open' ? added : [];
    return { known: Object.fromEntries([...data, ...known]), newer: Object.fromEntries([...added, ...newer]) };
  });
  return { schema, pairs };
}

const { versioned } = fc.letrec<{ versioned: VersionedSchema }>((tie) => ({
  versioned: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(scalar),
    tie('versioned').map(listOf),
    fc
      .tuple(
        fc.constantFrom<Closing>('open', 'additionalProperties', 'unevaluatedProperties'),
        fc.boolean(),
        fc.uniqueArray(fc.tuple(names, tie('versioned')), { minLength: 1, maxLength: 4, selector: ([name]) => name }),
        tie('versioned'),
      )
      .map(([closing, isSplit, entries, pattern]) => recordOf(closing, isSplit, entries, pattern)),
  ),
}));

/** Schemas of objects and lists, some closed, some open. */
export const versionedSchemas = versioned.filter(({ schema }) => JSON.stringify(schema).includes('false'));

/** The payloads of a schema. */
export function newerPayloads(schema: VersionedSchema | undefined): fc.Arbitrary<VersionedPayload> {
  return (schema ?? scalar).pairs;
}
