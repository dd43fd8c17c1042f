import { NOTHING } from './key-table.js';
import type { SchemaView } from './schema-view.js';

/** What all the schemas that look at one value say of it together. */
export class ValueView {
  private readonly isClosed: boolean;

  constructor(private readonly schemas: readonly SchemaView[]) {
    this.isClosed = schemas.some(({ isClosed }) => isClosed) && !schemas.some(({ isVague }) => isVague);
  }

  /**
   * The rows of what looks at the value of a key.
   *
   * @returns `undefined` when the key is unknown to an object that refuses those
   * @throws PatternOverload when finding out takes too long
   */
  ofKey(key: string): readonly number[] | undefined {
    let isKnown = false;
    const found: (number | undefined)[] = [];
    for (const schema of this.schemas) {
      const own = schema.ofKey(key);
      isKnown ||= own.length > 0;
      if (own.length > 0) found.push(...own);
      else found.push(schema.row.additional);
    }
    if (!isKnown && this.isClosed) return undefined;
    return rowsOf(found, () => this.schemas.map(({ row }) => row.unevaluated));
  }

  /** The rows of what looks at an item. */
  ofItem(index: number): readonly number[] {
    const found = this.schemas.map((schema) => schema.ofItem(index));
    return rowsOf(found, () => this.schemas.map(({ row }) => row.unevaluatedItems));
  }
}

/** @param unevaluated what looks at it when nothing else does */
function rowsOf(
  found: readonly (number | undefined)[],
  unevaluated: () => readonly (number | undefined)[],
): readonly number[] {
  const known = found.filter((row) => row !== undefined);
  const rows = known.length > 0 ? known : unevaluated().filter((row) => row !== undefined);
  return [...new Set(rows)].filter((row) => row !== NOTHING);
}
