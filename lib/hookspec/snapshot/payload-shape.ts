import { placeInside, type SchemaPlace } from '../schema-place.js';
import { schemasUnder } from '../schemas-under.js';
import type { SchemaTargets } from '../schema-targets.js';
import { isRecord } from '../walk-schema.js';

/**
 * What the payloads of a schema mostly look like; `undefined` when it does not say. A guess that makes copying quick: what
 * looks otherwise is copied too, and whether it is allowed is not asked here.
 */
export type PayloadShape = ScalarShape | RecordShape | ListShape | undefined;

/** A text, a number or a truth value. */
export interface ScalarShape {
  readonly is: 'string' | 'number' | 'boolean';
}

/** An object with known keys. It may hold itself, as schemas may refer to themselves. */
export interface RecordShape {
  readonly is: 'record';
  /** In the order of the schema. */
  readonly properties: ReadonlyMap<string, PayloadShape>;
}

/** A list whose items look alike. */
export interface ListShape {
  readonly is: 'list';
  readonly item: PayloadShape;
}

interface MutableRecordShape extends RecordShape {
  readonly properties: Map<string, PayloadShape>;
}

/** Finds out what payloads look like. */
export class PayloadShapes {
  /** By schema: one that refers to itself leads back to the shape that is being made. */
  private readonly known = new Map<unknown, PayloadShape>();

  constructor(private readonly targets: SchemaTargets) {}

  /** What the payloads of a schema look like. */
  of(place: SchemaPlace): PayloadShape {
    const { schema } = place;
    if (!isRecord(schema)) return undefined;
    if (this.known.has(schema)) return this.known.get(schema);
    const record: MutableRecordShape = { is: 'record', properties: new Map() };
    this.known.set(schema, record);
    const looked = this.lookedAt(place);
    for (const part of looked) this.addProperties(record.properties, part);
    if (record.properties.size > 0) return record;

    const shape = looked.map((part) => this.withoutProperties(part)).find((found) => found !== undefined);
    this.known.set(schema, shape);
    return shape;
  }

  private addProperties(properties: Map<string, PayloadShape>, place: SchemaPlace): void {
    const own = isRecord(place.schema) ? place.schema['properties'] : undefined;
    for (const name of Object.keys(isRecord(own) ? own : {})) {
      if (!properties.has(name)) properties.set(name, this.of(placeInside(place, 'properties', name)));
    }
  }

  private withoutProperties(place: SchemaPlace): PayloadShape {
    const schema = isRecord(place.schema) ? place.schema : {};
    return 'items' in schema ? { is: 'list', item: this.of(placeInside(place, 'items')) } : scalarOf(schema);
  }

  /** A schema and those that look at the same value, each once. */
  private lookedAt(place: SchemaPlace): SchemaPlace[] {
    const found = new Map<unknown, SchemaPlace>([[place.schema, place]]);
    // A map goes on to what is added to it meanwhile.
    for (const part of found.values()) {
      for (const branch of this.branchesOf(part)) {
        if (!found.has(branch.schema)) found.set(branch.schema, branch);
      }
    }
    return [...found.values()];
  }

  private branchesOf(place: SchemaPlace): SchemaPlace[] {
    const target = this.targets.of(place, '$ref');
    const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => schemasUnder(place, keyword));
    return target === undefined ? branches : [target, ...branches];
  }
}

/** The type that is asked for, the first that is not `null` where there are several. */
function scalarOf({ type, enum: values, const: value }: Record<string, unknown>): ScalarShape | undefined {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const examples: readonly unknown[] = Array.isArray(values) ? values : [value];
  switch (types.find((name) => name !== 'null') ?? typeof examples[0]) {
    case 'string':
      return { is: 'string' };
    case 'integer':
    case 'number':
      return { is: 'number' };
    case 'boolean':
      return { is: 'boolean' };
    default:
      return undefined;
  }
}
