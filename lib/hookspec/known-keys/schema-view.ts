import { linearPattern, type TextTest } from '../pattern/linear-pattern.js';
import type { KeyRow } from './key-table.js';

/** A row of a table, ready to be asked. */
export class SchemaView {
  readonly isClosed: boolean;
  readonly isVague: boolean;
  private readonly properties: ReadonlyMap<string, number>;
  private readonly patterns: readonly (readonly [TextTest, number])[];

  constructor(readonly row: KeyRow) {
    this.isClosed = row.isClosed ?? false;
    this.isVague = row.isVague ?? false;
    this.properties = new Map(row.properties);
    // With the flag that ajv gives it.
    this.patterns = (row.patterns ?? []).map(([pattern, value]) => [linearPattern(pattern, 'u'), value]);
  }

  /**
   * The rows of what looks at the value of a key that it knows; none when it does not know it.
   *
   * @throws PatternOverload when finding out takes too long
   */
  ofKey(key: string): number[] {
    const found = this.patterns.filter(([test]) => test.test(key)).map(([, value]) => value);
    const property = this.properties.get(key);
    return property === undefined ? found : [property, ...found];
  }

  /** The row of what looks at an item that it knows. */
  ofItem(index: number): number | undefined {
    return this.row.firstItems?.[index] ?? this.row.items;
  }
}
