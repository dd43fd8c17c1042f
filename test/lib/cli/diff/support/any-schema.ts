import fc from 'fast-check';

export type Schema = Record<string, unknown> | boolean;

const DEPTH = 3;

const word = fc.constantFrom('', 'a', 'b', 'ab', 'abc', 'xyz');
const number = fc.constantFrom(-1, 0, 1, 1.5, 2, 3, 4, 6);
const scalar = fc.oneof(word, number, fc.boolean(), fc.constant(null));
const size = fc.integer({ min: 0, max: 3 });

/** A schema with at most two of the keywords it is given. */
function withSome(
  keywords: Record<string, fc.Arbitrary<unknown>>,
  always: Record<string, unknown>,
): fc.Arbitrary<Schema> {
  return fc
    .subarray(Object.keys(keywords), { maxLength: 2 })
    .chain((some) =>
      fc.record(Object.fromEntries(some.map((keyword) => [keyword, keywords[keyword] ?? fc.constant(true)]))),
    )
    .map((chosen) => ({ ...always, ...chosen }));
}

const text = withSome(
  {
    minLength: size,
    maxLength: size,
    pattern: fc.constantFrom('^a', 'b$', '^[ab]+$'),
    enum: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
  },
  { type: 'string' },
);

const figure = fc.constantFrom('number', 'integer').chain((type) =>
  withSome(
    {
      minimum: number,
      maximum: number,
      exclusiveMinimum: number,
      exclusiveMaximum: number,
      multipleOf: fc.constantFrom(1, 2, 3),
    },
    { type },
  ),
);

const types = fc
  .subarray(['string', 'integer', 'boolean', 'null', 'array', 'object'], { minLength: 1, maxLength: 3 })
  .map((type): Schema => ({ type }));

const named = fc.oneof(
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map((values): Schema => ({ enum: values })),
  scalar.map((value): Schema => ({ const: value })),
);

/** Any schema in which fields have other names on each level, so that a name means one thing in all of it. */
export function anySchema(level = 0): fc.Arbitrary<Schema> {
  const leaf = fc.oneof({ weight: 3, arbitrary: text }, { weight: 3, arbitrary: figure }, types, named);
  const rare = fc.oneof(fc.boolean(), fc.constant<Schema>({}));
  if (level >= DEPTH) return fc.oneof({ weight: 9, arbitrary: leaf }, rare);
  const inner = fc.memo(() => anySchema(level + 1))();
  const same = fc.memo(() => anyPlain(level))();
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 8, arbitrary: anyPlain(level) },
    { weight: 1, arbitrary: rare },
    { weight: 3, arbitrary: combined(same, inner) },
  );
}

function anyPlain(level: number): fc.Arbitrary<Schema> {
  const inner = anySchema(level + 1);
  const names = ['a', 'b', 'c'].map((name) => `${name}${level}`);
  const object = fc
    .record({
      fields: fc.subarray(names).chain((some) => fc.record(Object.fromEntries(some.map((name) => [name, inner])))),
      required: fc.subarray(names),
      rest: fc.option(fc.oneof({ weight: 3, arbitrary: fc.constant<Schema>(false) }, inner), { nil: undefined }),
      patterned: fc.option(fc.tuple(fc.constantFrom('^x', '^xy', 'z$'), inner), { nil: undefined, freq: 5 }),
      most: fc.option(size, { nil: undefined, freq: 6 }),
    })
    .map(({ fields, required, rest, patterned, most }): Schema => ({
      type: 'object',
      properties: fields,
      ...(required.length > 0 && { required: required.filter((name) => name in fields || rest !== false) }),
      ...(rest !== undefined && { additionalProperties: rest }),
      ...(patterned && { patternProperties: { [patterned[0]]: patterned[1] } }),
      ...(most !== undefined && { maxProperties: most }),
    }));
  const array = withSome(
    {
      items: fc.oneof({ weight: 3, arbitrary: inner }, fc.constant(false)),
      prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
      minItems: size,
      maxItems: size,
      uniqueItems: fc.boolean(),
      contains: inner,
    },
    { type: 'array' },
  );
  return fc.oneof({ weight: 3, arbitrary: object }, { weight: 1, arbitrary: array }, text);
}

function combined(same: fc.Arbitrary<Schema>, inner: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const several = fc.array(same, { minLength: 1, maxLength: 3 });
  const many = fc.array(same, { minLength: 1, maxLength: 6 });
  const rest = fc.oneof(fc.boolean(), inner);
  return fc.oneof(
    several.map((anyOf): Schema => ({ anyOf })),
    several.map((oneOf): Schema => ({ oneOf })),
    several.map((allOf): Schema => ({ allOf })),
    fc.tuple(many, rest).map(([anyOf, unevaluatedProperties]): Schema => ({ anyOf, unevaluatedProperties })),
    fc.tuple(several, rest).map(([allOf, unevaluatedProperties]): Schema => ({ allOf, unevaluatedProperties })),
    same.map((not): Schema => ({ not })),
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
    fc.tuple(same, same, same).map((parts): Schema => ({ if: parts[0], then: parts[1], else: parts[2] })),
    inner.map((dependent): Schema => ({ dependentSchemas: { a0: dependent } })),
  );
}

/** A schema, and one that was made of it by a change or two. */
export const anySchemaPair: fc.Arbitrary<[Schema, Schema]> = fc
  .tuple(
    anySchema(),
    fc.array(fc.tuple(fc.infiniteStream(fc.nat({ max: 11 })), anySchema(1), anySchema(0)), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([old, edits]) => {
    let next = old;
    for (const [choices, deeper, same] of edits) next = edited(next, choices, [same, deeper]);
    return [old, next ?? true];
  });

/** A schema that is changed in one place: a keyword goes, comes or gets another value, there or further in. */
function edited(schema: Schema, choices: Iterator<number>, [same, ...deeper]: readonly Schema[]): Schema {
  const choice = () => Number(choices.next().value);
  if (typeof schema !== 'object' || same === undefined) return same ?? true;
  const ways = innerKeys(schema);
  if (ways.length > 0 && choice() < 9) {
    const way = ways[choice() % ways.length];
    return way === undefined
      ? same
      : replaced(schema, way, (inner) => edited(inner, choices, deeper.length > 0 ? deeper : [same]));
  }
  const keywords = Object.keys(schema);
  const keyword = keywords[choice() % Math.max(1, keywords.length)];
  if (keyword === undefined || choice() < 2) return same;
  const { [keyword]: _, ...without } = schema;
  if (choice() < 4) return without;
  return typeof same === 'object' ? { ...schema, ...pick(same, choice()) } : without;
}

function pick(schema: Record<string, unknown>, choice: number): Record<string, unknown> {
  const entries = Object.entries(schema);
  return Object.fromEntries(entries.filter((_, index) => index === choice % Math.max(1, entries.length)));
}

function innerKeys(schema: Record<string, unknown>): (readonly [string, string?])[] {
  return Object.entries(schema).flatMap(([keyword, value]): (readonly [string, string?])[] => {
    if (['properties', 'patternProperties', 'prefixItems', 'anyOf', 'oneOf', 'allOf'].includes(keyword)) {
      return Object.keys(value as object).map((key) => [keyword, key] as const);
    }
    return ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'unevaluatedProperties'].includes(
      keyword,
    )
      ? [[keyword]]
      : [];
  });
}

function replaced(
  schema: Record<string, unknown>,
  [keyword, key]: readonly [string, string?],
  change: (inner: Schema) => Schema,
): Schema {
  const value = schema[keyword];
  if (key === undefined) return { ...schema, [keyword]: change(value as Schema) };
  if (Array.isArray(value)) {
    return {
      ...schema,
      [keyword]: value.map((inner, index) => (String(index) === key ? change(inner as Schema) : (inner as Schema))),
    };
  }
  const record = value as Record<string, Schema>;
  return { ...schema, [keyword]: { ...record, [key]: change(record[key] ?? true) } };
}
