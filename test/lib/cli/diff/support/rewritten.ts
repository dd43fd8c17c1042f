import type { Schema } from './any-schema.js';

/** A schema that says the same in other words: by references, through `allOf` and in another order. */
export function rewritten(schema: Schema, random: () => number): Schema {
  const defs: Record<string, Schema> = {};
  const rewrite = (inner: unknown): unknown => {
    if (typeof inner !== 'object' || inner === null) return inner;
    const changed = Object.fromEntries(
      Object.entries(inner)
        .map(([keyword, value]): [string, unknown] => [keyword, within(keyword, value)])
        .toSorted(() => random() - 0.5),
    );
    const way = random();
    if (way < 0.2) return { allOf: [changed] };
    if (way > 0.4) return changed;
    const name = `d${Object.keys(defs).length}`;
    defs[name] = changed;
    return { $ref: `#/$defs/${name}` };
  };
  const within = (keyword: string, value: unknown): unknown => {
    if (Array.isArray(value)) return ['prefixItems', 'anyOf', 'allOf'].includes(keyword) ? value.map(rewrite) : value;
    if (['items', 'additionalProperties'].includes(keyword)) return rewrite(value);
    if (!['properties', 'patternProperties'].includes(keyword)) return value;
    const entries = Object.entries(value as object).map(([key, inner]): [string, unknown] => [key, rewrite(inner)]);
    return Object.fromEntries(entries.toSorted(() => random() - 0.5));
  };
  const whole = rewrite(schema);
  return typeof whole === 'object' ? { ...whole, $defs: defs } : (whole as Schema);
}
