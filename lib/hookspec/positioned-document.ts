import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Scalar,
} from 'yaml';
import { FILE_START, type Position } from './position.js';

/** The way from the root of a document to one of its values: keys and indexes. */
export type DocumentPath = readonly (string | number)[];

/** Something wrong with the text itself. */
export interface SyntaxProblem {
  readonly position: Position;
  readonly message: string;
}

/**
 * A YAML 1.2 or JSON text whose values know where they stand. What a `%YAML` line says changes nothing.
 *
 * Anchors may not be used again: an alias can make a small file expand to gigabytes.
 */
export class PositionedDocument {
  /** Everything wrong with the text, warnings included: a tag nobody knows is a mistake here. */
  readonly problems: readonly SyntaxProblem[];
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  /** @param text at most a few hundred kilobytes: the parser is not made for more */
  constructor(text: string) {
    // The parser's own check for unique keys compares every key with every other: repeatedKeys() is linear.
    const options = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, prettyErrors: false } as const;
    this.document = parseDocument(text, { ...options, lineCounter: this.lines });
    const faults = [...this.document.errors, ...this.document.warnings];
    this.problems = [
      ...faults.map(({ code, message, pos }) => ({
        // The parser's message tells programmers what to call instead.
        message: code === 'MULTIPLE_DOCS' ? 'holds multiple documents: a hookspec is one' : message,
        position: this.positionAt(pos[0]),
      })),
      ...this.misuses(),
    ];
  }

  /** The plain value. Call it only when there are no {@link problems}. */
  toValue(): unknown {
    return this.document.toJS({ maxAliasCount: 0 });
  }

  /** Where the value at a path stands; the nearest value around it when there is none. */
  positionOf(path: DocumentPath): Position {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      if (isScalar(node) || isCollection(node)) return this.positionAt(node.range?.[0]);
    }
    return FILE_START;
  }

  /** Where a key of the map at a path stands; the map itself when it has no such key. */
  positionOfKey(path: DocumentPath, key: string): Position {
    const map: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const keys = isMap(map) ? map.items.map((pair) => pair.key).filter(isScalar) : [];
    const found = keys.find((scalar) => nameOf(scalar) === key);
    return found ? this.positionAt(found.range?.[0]) : this.positionOf(path);
  }

  private misuses(): SyntaxProblem[] {
    const found: SyntaxProblem[] = [];
    const add = (offset: number | undefined, message: string) =>
      found.push({ position: this.positionAt(offset), message });
    visit(this.document, {
      Alias: (_, alias) => {
        add(alias.range?.[0], `the alias *${alias.source} is not allowed here: write the value out`);
      },
      Pair: (_, { key }) => {
        if (isCollection(key)) add(key.range?.[0], 'a key must be text, not a list or a map');
      },
      Map: (_, map) => {
        for (const { key, offset } of repeatedKeys(map.items)) add(offset, `the key '${key}' stands here twice`);
      },
    });
    return found;
  }

  private positionAt(offset: number | undefined): Position {
    if (offset === undefined) return FILE_START;
    const { line, col } = this.lines.linePos(offset);
    return line === 0 ? FILE_START : { line, column: col };
  }
}

function repeatedKeys(items: readonly unknown[]): { key: string; offset: number | undefined }[] {
  const seen = new Set<string>();
  const repeated: { key: string; offset: number | undefined }[] = [];
  for (const item of items) {
    if (!isPair(item) || !isScalar(item.key)) continue;
    const key = nameOf(item.key);
    if (seen.has(key)) repeated.push({ key, offset: item.key.range?.[0] });
    seen.add(key);
  }
  return repeated;
}

/** A key as {@link PositionedDocument.toValue} names it. */
function nameOf({ value }: Scalar): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
