/**
 * A payload without the keys that schemas do not know where they stand: by a name, a pattern, or a schema for all others.
 *
 * @param schemas `true` knows every key
 * @param unknown names that are left out, whoever knows them
 * @param isRestKnown whether a schema for all other keys makes them known: it may be one that nothing fits
 */
export function withoutUnknownKeys(
  payload: unknown,
  schemas: readonly unknown[],
  unknown: ReadonlySet<unknown>,
  isRestKnown = true,
): unknown {
  const all = schemas.flatMap(applied);
  const knowsAll = schemas.includes(true);
  if (Array.isArray(payload)) {
    return payload.map((item, index) =>
      withoutUnknownKeys(
        item,
        knowsAll ? [true] : all.flatMap((schema) => ofItem(schema, index)),
        unknown,
        isRestKnown,
      ),
    );
  }
  if (typeof payload !== 'object' || payload === null) return payload;
  const known: [string, unknown][] = [];
  for (const [key, value] of Object.entries(payload)) {
    const inner = knowsAll ? [true] : all.flatMap((schema) => ofKey(schema, key, isRestKnown));
    if (inner.length > 0 && !unknown.has(key))
      known.push([key, withoutUnknownKeys(value, inner, unknown, isRestKnown)]);
  }
  return Object.fromEntries(known);
}

type Keywords = Record<string, unknown>;

/** A schema and those that speak of the same value. */
function applied(schema: unknown): Keywords[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const keywords = schema as Keywords;
  const lists = ['anyOf', 'oneOf', 'allOf'].flatMap((keyword) => (keywords[keyword] ?? []) as unknown[]);
  const dependent = Object.values(keywords['dependentSchemas'] ?? {});
  return [
    keywords,
    ...[...lists, ...dependent, ...['if', 'then', 'else', 'not'].map((keyword) => keywords[keyword])].flatMap(applied),
  ];
}

function ofKey(schema: Keywords, key: string, isRestKnown: boolean): unknown[] {
  const properties = (schema['properties'] ?? {}) as Keywords;
  const required = (schema['required'] ?? []) as string[];
  const patterned = Object.entries((schema['patternProperties'] ?? {}) as Keywords)
    .filter(([pattern]) => new RegExp(pattern, 'u').test(key))
    .map(([, inner]) => inner);
  const named = [...(Object.hasOwn(properties, key) ? [properties[key]] : []), ...patterned];
  const rest = schema['additionalProperties'];
  if (named.length > 0) return named;
  if (rest !== undefined && rest !== false) return isRestKnown ? [rest] : [];
  return required.includes(key) ? [true] : [];
}

function ofItem({ prefixItems, items, contains }: Keywords, index: number): unknown[] {
  const prefix = (prefixItems ?? []) as unknown[];
  return [prefix[index] ?? items, contains];
}
