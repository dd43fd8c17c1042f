import { PAYLOAD, type KeyTable } from './key-table.js';
import { SchemaView } from './schema-view.js';
import { ValueView } from './value-view.js';

// Which patterns a key matches is up to the payload, and n patterns can be matched in 2^n ways.
const MAX_REMEMBERED = 512;

/** Leaves out of payloads what the objects of a schema do not know and would refuse. */
export class KnownKeys {
  private readonly schemas = new Map<number, SchemaView>();
  /** By the rows that look at a value. */
  private readonly values = new Map<string, ValueView>();

  constructor(private readonly table: KeyTable) {}

  /**
   * A payload without unknown keys. What does not change is not copied.
   *
   * @throws RangeError when it lies deeper than the stack
   * @throws PatternOverload when matching its keys takes too long
   */
  in(payload: unknown): unknown {
    return this.known(payload, [PAYLOAD]);
  }

  private known(value: unknown, rows: readonly number[]): unknown {
    if (typeof value !== 'object' || value === null || rows.length === 0) return value;
    const view = this.viewOf(rows);
    return Array.isArray(value) ? this.knownItems(value, view) : this.knownProperties(value, view);
  }

  private knownItems(source: readonly unknown[], view: ValueView): readonly unknown[] {
    const items = source.map((item, index) => this.known(item, view.ofItem(index)));
    return items.some((item, index) => item !== source[index]) ? items : source;
  }

  private knownProperties(source: object, view: ValueView): object {
    const kept: [string, unknown][] = [];
    let isChanged = false;
    for (const [key, value] of Object.entries(source) as [string, unknown][]) {
      const rows = view.ofKey(key);
      if (rows !== undefined) {
        const known = this.known(value, rows);
        kept.push([key, known]);
        isChanged ||= known !== value;
      } else {
        isChanged = true;
      }
    }
    // It defines what it is given: a `__proto__` stays a key.
    return isChanged ? Object.fromEntries(kept) : source;
  }

  private viewOf(rows: readonly number[]): ValueView {
    const name = rows.join();
    const remembered = this.values.get(name);
    if (remembered) return remembered;
    const made = new ValueView(this.withThoseBeside(rows));
    if (this.values.size >= MAX_REMEMBERED) this.values.clear();
    this.values.set(name, made);
    return made;
  }

  private withThoseBeside(rows: readonly number[]): SchemaView[] {
    const found = new Map<number, SchemaView>(rows.map((row) => [row, this.schemaAt(row)]));
    // A map goes on to what is added to it meanwhile.
    for (const schema of found.values()) {
      for (const row of schema.row.beside ?? []) {
        if (!found.has(row)) found.set(row, this.schemaAt(row));
      }
    }
    return [...found.values()];
  }

  private schemaAt(row: number): SchemaView {
    const known = this.schemas.get(row);
    if (known) return known;
    const made = new SchemaView(this.table[row] ?? {});
    this.schemas.set(row, made);
    return made;
  }
}
