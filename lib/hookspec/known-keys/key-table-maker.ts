import { placeInside, type SchemaPlace } from '../schema-place.js';
import { schemasUnder } from '../schemas-under.js';
import type { SchemaTargets } from '../schema-targets.js';
import { isRecord, type SchemaObject } from '../walk-schema.js';
import { NOTHING, type KeyRow, type KeyTable, type KnownKey } from './key-table.js';

/** Keywords whose schemas look at the same value as the schema around them. Those of a `not` make no key known. */
const BESIDE = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas', 'dependencies'];
const REFERENCES = ['$ref', '$dynamicRef'] as const;

/** What a row is made of. */
const KEYWORDS = [
  ...BESIDE,
  ...REFERENCES,
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'prefixItems',
  'items',
  'unevaluatedItems',
];

/**
 * Finds out which keys the schemas of a payload know.
 *
 * @param place the schema of the payload
 * @param targets finds what it refers to
 * @returns `undefined` when none of them refuses keys that it does not know
 */
export function makeKeyTable(place: SchemaPlace, targets: SchemaTargets): KeyTable | undefined {
  const table = new KeyTableMaker(targets).make(place);
  return table.some(({ isClosed }) => isClosed) ? table : undefined;
}

class KeyTableMaker {
  /** By schema: one that refers to itself leads back to its row. */
  private readonly indexes = new Map<unknown, number>();
  private readonly places: SchemaPlace[] = [];

  constructor(private readonly targets: SchemaTargets) {}

  make(payload: SchemaPlace): KeyTable {
    const table: KeyRow[] = [{}];
    this.indexOf(payload);
    // A list goes on to what is added to it meanwhile, and so takes no stack for what lies deep.
    for (const place of this.places) table.push(this.rowOf(place));
    return table;
  }

  private rowOf(place: SchemaPlace): KeyRow {
    const schema = place.schema as SchemaObject;
    const references = REFERENCES.filter((keyword) => schema[keyword] !== undefined);
    const targets = references.map((keyword) => this.targets.of(place, keyword));
    const beside = [...targets, ...BESIDE.flatMap((keyword) => schemasUnder(place, keyword))]
      .map((other) => (other === undefined ? NOTHING : this.indexOf(other)))
      .filter((index) => index !== NOTHING);
    const isClosed = schema['additionalProperties'] === false || schema['unevaluatedProperties'] === false;
    return {
      properties: this.keysUnder(place, 'properties'),
      patterns: this.keysUnder(place, 'patternProperties'),
      additional: this.indexUnder(place, 'additionalProperties'),
      unevaluated: this.indexUnder(place, 'unevaluatedProperties'),
      firstItems: this.listUnder(place, 'prefixItems'),
      items: this.indexUnder(place, 'items'),
      unevaluatedItems: this.indexUnder(place, 'unevaluatedItems'),
      beside: beside.length > 0 ? beside : undefined,
      isClosed: isClosed || undefined,
      isVague: targets.includes(undefined) || undefined,
    };
  }

  private keysUnder(place: SchemaPlace, keyword: string): KnownKey[] | undefined {
    const map = (place.schema as SchemaObject)[keyword];
    if (!isRecord(map)) return undefined;
    return Object.keys(map).map((name) => [name, this.indexOf(placeInside(place, keyword, name))]);
  }

  private listUnder(place: SchemaPlace, keyword: string): number[] | undefined {
    const found = schemasUnder(place, keyword);
    return found.length > 0 ? found.map((item) => this.indexOf(item)) : undefined;
  }

  private indexUnder(place: SchemaPlace, keyword: string): number | undefined {
    const inner = placeInside(place, keyword);
    return inner.schema === undefined || inner.schema === false ? undefined : this.indexOf(inner);
  }

  private indexOf(place: SchemaPlace): number {
    const { schema } = place;
    if (!isRecord(schema) || !KEYWORDS.some((keyword) => schema[keyword] !== undefined)) return NOTHING;
    const known = this.indexes.get(schema);
    if (known !== undefined) return known;
    const index = this.places.push(place);
    this.indexes.set(schema, index);
    return index;
  }
}
