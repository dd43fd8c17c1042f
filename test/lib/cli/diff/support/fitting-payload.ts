import type { Schema } from './any-schema.js';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SCALARS: readonly unknown[] = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'xyz',
  'aab',
  -1,
  0,
  1,
  1.5,
  2,
  3,
  4,
  6,
  true,
  false,
  null,
];
const MAX_DEPTH = 5;

/** A payload that fits a schema, or would but for a detail. */
export function fittingPayload(schema: unknown, random: () => number, depth = 0): unknown {
  if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH || random() < 0.04) return anything(random);
  const keywords = schema as Record<string, unknown>;
  const listed = (keyword: string) => (Array.isArray(keywords[keyword]) ? (keywords[keyword] as unknown[]) : []);
  const branches = [...listed('anyOf'), ...listed('oneOf'), ...listed('allOf')];
  const others = ['then', 'else', 'not', 'if']
    .filter((keyword) => keyword in keywords)
    .map((keyword) => keywords[keyword]);
  const all = [...branches, ...others];
  if (all.length > 0 && random() < 0.85) return fittingPayload(pick(all, random), random, depth);
  if ('const' in keywords) return keywords['const'];
  if ('enum' in keywords) return pick(listed('enum'), random);
  switch (Array.isArray(keywords['type']) ? pick(listed('type'), random) : keywords['type']) {
    case 'string':
      return pick(
        SCALARS.filter((value) => typeof value === 'string'),
        random,
      );
    case 'number':
    case 'integer':
      return pick(
        SCALARS.filter((value) => typeof value === 'number'),
        random,
      );
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    case 'array':
      return fittingArray(keywords, random, depth);
    case 'object':
      return fittingObject(keywords, random, depth);
    default:
      return anything(random);
  }
}

function fittingArray(schema: Record<string, unknown>, random: () => number, depth: number): unknown[] {
  const prefix = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as Schema[]) : [];
  return Array.from({ length: Math.floor(random() * 4) }, (_, index) => {
    return fittingPayload(prefix[index] ?? schema['items'] ?? schema['contains'], random, depth + 1);
  });
}

function fittingObject(schema: Record<string, unknown>, random: () => number, depth: number): Record<string, unknown> {
  const properties = (schema['properties'] ?? {}) as Record<string, unknown>;
  const patterned = Object.values(schema['patternProperties'] ?? {})[0] as unknown;
  const required = (schema['required'] ?? []) as string[];
  const payload: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(properties), ...required])) {
    const isThere = random() < (required.includes(name) ? 0.95 : 0.5);
    if (isThere) payload[name] = fittingPayload(properties[name] ?? schema['additionalProperties'], random, depth + 1);
  }
  for (const name of [`a${depth}`, `c${depth}`, 'x', 'xy', 'z']) {
    if (random() < 0.08 && !(name in payload)) {
      payload[name] = fittingPayload(patterned ?? schema['additionalProperties'], random, depth + 1);
    }
  }
  return payload;
}

function anything(random: () => number): unknown {
  const value = random();
  if (value < 0.1) return [];
  return value < 0.2 ? {} : pick(SCALARS, random);
}

function pick<T>(values: readonly T[], random: () => number): T | undefined {
  return values[Math.floor(random() * values.length)];
}
