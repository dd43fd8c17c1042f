import fc from 'fast-check';

type Keywords = Record<string, unknown>;

/** Two payload schemas whose parts refer to each other: each part has a second version, which either may use anywhere. */
export interface SchemaGraphs {
  readonly old: Keywords;
  readonly next: Keywords;
}

const text = { type: 'string' };
const branches = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ properties: { [key]: text }, required: [key] }));

/** A key that only some forms have: nobody knows it before it comes. */
export const NEW_KEY = 'more';

/** Fields without references: the shapes of the last ones say less than the schemas do. */
const LEAVES: readonly Keywords[] = [
  text,
  { ...text, maxLength: 1 },
  ...[false, true, text].map((unevaluatedProperties) => ({ type: 'object', anyOf: branches, unevaluatedProperties })),
  { type: 'object', $ref: '#/$defs/contact', properties: { name: {} }, unevaluatedProperties: false },
  { type: 'object', $ref: '#/$defs/contact', unevaluatedProperties: false },
];

function closed(properties: Keywords, required: readonly string[] = []): Keywords {
  return { type: 'object', properties, required, additionalProperties: false };
}

const part = fc.constantFrom('A', 'B');
const version = fc.constantFrom('1', '2');
const leaf = fc.oneof(fc.constantFrom(...LEAVES.slice(0, 2)), fc.constantFrom(...LEAVES));
/** For most of them both versions are alike, so that a change is in one place. */
const leaves = fc.oneof({ weight: 2, arbitrary: leaf.map((one) => [one, one] as const) }, fc.tuple(leaf, leaf));
const link = fc.record({ to: part, isList: fc.boolean() });

function linkTo(name: string, isList: boolean): Keywords {
  const ref = { $ref: `#/$defs/${name}` };
  return isList ? { type: 'array', items: ref } : ref;
}

const $defs = fc.record({ A: fc.tuple(leaves, link, link), B: fc.tuple(leaves, link, link) }).map((parts): Keywords => {
  const versions = (['1', '2'] as const).flatMap((one, index) => {
    return Object.entries(parts).map(([name, [values, ...links]]) => {
      const linked = links.map(({ to, isList }, place): [string, unknown] => [`l${place}`, linkTo(to + one, isList)]);
      return [name + one, closed({ v: values[index], ...Object.fromEntries(linked) })] as const;
    });
  });
  return { ...Object.fromEntries(versions), contact: { anyOf: branches } };
});

const form = fc
  .record({ name: part, used: version, more: fc.constantFrom({}, {}, { [NEW_KEY]: text }), isOpen: fc.nat({ max: 5 }) })
  .map(({ name, used, more, isOpen }): Keywords => {
    const { additionalProperties, ...open } = closed({ item: linkTo(name + used, false), ...more }, ['item']);
    return isOpen === 0 ? open : { ...open, additionalProperties };
  });

/** Some forms, and most of them again, with one that comes or goes. */
const forms = fc
  .tuple(fc.array(form, { minLength: 1, maxLength: 2 }), form, fc.nat({ max: 2 }))
  .map(([some, another, way]): Keywords[] => {
    const both = [some, way === 0 ? [another] : [...some, another]];
    return (way === 1 ? both.toReversed() : both).map((anyOf) => ({ anyOf }));
  });

/** A field of the payload on both sides: a part, a list of it, one of several forms, or no reference at all. */
const field = fc.oneof(
  fc.tuple(part, version, version, fc.boolean()).map(([name, one, other, isList]) => {
    return [one, other].map((used) => linkTo(name + used, isList));
  }),
  forms,
  leaves,
);

export const anySchemaGraphs: fc.Arbitrary<SchemaGraphs> = fc
  .tuple($defs, fc.array(field, { minLength: 2, maxLength: 4 }))
  .map(([defs, fields]) => {
    const side = (index: number) => {
      const properties = Object.fromEntries(fields.map((both, place) => [`f${place}`, both[index]]));
      return { ...closed(properties), $defs: defs };
    };
    return { old: side(0), next: side(1) };
  });

const MAX_DEPTH = 5;

/** A payload that fits such a schema, or would but for a detail. */
export function payloadOf(root: Keywords, random: () => number): unknown {
  const parts = root['$defs'] as Record<string, Keywords>;
  const value = (schema: Keywords, depth: number): unknown => {
    const reference = schema['$ref'] as string | undefined;
    if (reference !== undefined && !('type' in schema)) return value(parts[reference.slice(8)] ?? {}, depth);
    if ('unevaluatedProperties' in schema) return withBranches(random);
    if ('anyOf' in schema) return value(pick(schema['anyOf'] as Keywords[], random), depth);
    if (schema['type'] === 'array') {
      return Array.from({ length: random() < 0.8 ? 1 : 2 }, () => value(schema['items'] as Keywords, depth + 1));
    }
    if (schema['type'] === 'string') return pick(['', 'a', 'ab'], random);
    const required = (schema['required'] ?? []) as string[];
    const fields = Object.entries(schema['properties'] as Record<string, Keywords>).filter(([name]) => {
      return required.includes(name) || (random() < 0.5 && depth < MAX_DEPTH);
    });
    const isOpen = schema['additionalProperties'] === undefined;
    const others = isOpen && random() < 0.3 ? { [NEW_KEY]: 5 } : {};
    return { ...others, ...Object.fromEntries(fields.map(([name, inner]) => [name, value(inner, depth + 1)])) };
  };
  return value(root, 0);
}

/** What fits one of the branches, or would but for a key more. */
function withBranches(random: () => number): unknown {
  const more = pick([{}, { name: 'a' }, { q: 'a' }, { q: 5 }], random);
  return { [pick(['a', 'b'], random)]: 'a', ...more };
}

function pick<T>(values: readonly [T, ...T[]] | readonly T[], random: () => number): T {
  const index = Math.floor(random() * values.length);
  return values[index] as T;
}
