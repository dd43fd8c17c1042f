import { isRecord } from '../../../lib/hookspec/walk-schema.js';
import { targetIn, type AnySchemas } from './any-schema.js';

const NAMES = ['a', 'b', 'x1', 'y'];
const SCALARS = ['', 'a', 'b', 'x1', 'aa', -1, 0, 0.5, 1, 2, 3, true, false, null];

/** Makes JSON values, many of which fit a schema. The same seed makes the same values. */
export class ValueMaker {
  constructor(
    private readonly schemas: AnySchemas,
    private seed: number,
  ) {}

  /** A value that means to fit the schema, mostly. */
  value(schema: unknown = this.schemas.schema, depth = 4): unknown {
    if (!isRecord(schema) || depth === 0 || this.below(12) === 0) return this.anything(depth);
    const wish = this.wishOf(schema, depth);
    return isRecord(wish) && this.below(6) === 0 ? this.mutated(wish, depth) : wish;
  }

  private wishOf(schema: Record<string, unknown>, depth: number): unknown {
    const ways: (() => unknown)[] = [];
    if ('const' in schema) ways.push(() => schema['const']);
    const branches = ['enum', 'anyOf', 'oneOf', 'allOf'].flatMap((keyword) => this.listOf(schema[keyword]));
    if (Array.isArray(schema['enum'])) ways.push(() => this.one(this.listOf(schema['enum'])));
    else if (branches.length > 0) ways.push(() => this.value(this.one(branches), depth - 1));
    if (typeof schema['$ref'] === 'string')
      ways.push(() => this.value(targetIn(this.schemas, String(schema['$ref'])), depth - 1));
    for (const keyword of ['then', 'else', 'if']) {
      if (keyword in schema) ways.push(() => this.value(schema[keyword], depth - 1));
    }
    ways.push(() => this.ofType(schema, depth));
    // Two parts of a schema that ask for objects may both be served.
    const [one, other] = [this.one(ways)?.(), this.one(ways)?.()];
    return isRecord(one) && isRecord(other) ? { ...one, ...other } : one;
  }

  private ofType(schema: Record<string, unknown>, depth: number): unknown {
    const { type = this.one(['object', 'object', 'array', 'string', 'number']) } = schema;
    const isObject = ['properties', 'required', 'additionalProperties', 'patternProperties', 'dependentSchemas'].some(
      (keyword) => keyword in schema,
    );
    const wanted = Array.isArray(type) ? this.one(type as unknown[]) : 'type' in schema || !isObject ? type : 'object';
    if (wanted === 'object') return this.object(schema, depth);
    if (wanted === 'array') return this.array(schema, depth);
    if (wanted === 'null') return null;
    const ofKind = SCALARS.filter((scalar) => typeof scalar === (wanted === 'integer' ? 'number' : wanted));
    return this.one(ofKind);
  }

  private object(schema: Record<string, unknown>, depth: number): Record<string, unknown> {
    const properties = isRecord(schema['properties']) ? schema['properties'] : {};
    const patterned = isRecord(schema['patternProperties']) ? Object.values(schema['patternProperties']) : [];
    const required = this.listOf(schema['required']);
    const keys = NAMES.filter((name) => required.includes(name) || this.below(name in properties ? 2 : 4) === 0);
    return Object.fromEntries(
      keys.map((key) => {
        const other = this.one([...patterned, schema['additionalProperties'], schema['unevaluatedProperties']]);
        return [key, this.value(properties[key] ?? other, depth - 1)];
      }),
    );
  }

  private array(schema: Record<string, unknown>, depth: number): unknown[] {
    const prefix = this.listOf(schema['prefixItems']);
    const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
    const length = Math.max(least, this.below(4));
    return Array.from({ length }, (_, index) => {
      const rest = this.one([schema['items'], schema['items'], schema['contains'], schema['unevaluatedItems']]);
      return this.value(prefix[index] ?? rest, depth - 1);
    });
  }

  private anything(depth: number): unknown {
    const kind = depth === 0 ? 0 : this.below(5);
    if (kind === 3) return this.array({}, depth);
    return kind === 4 ? this.object({}, depth) : this.one(SCALARS);
  }

  private mutated(value: Record<string, unknown>, depth: number): Record<string, unknown> {
    return { ...value, [this.one(NAMES) ?? 'a']: this.anything(depth - 1) };
  }

  private listOf(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
  }

  private one<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  /** A number from 0 on (mulberry32). */
  private below(limit: number): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
}
