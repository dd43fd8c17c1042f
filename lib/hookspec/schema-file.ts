import type { PositionedDocument } from './positioned-document.js';

/** A schema file that was read and has the form of a JSON Schema. */
export interface SchemaFile {
  /** Its real path. */
  readonly path: string;
  /** What it holds, as it stands there. */
  readonly schema: unknown;
  /** Finds places in it. */
  readonly document: () => PositionedDocument;
  /** What ajv knows it by. */
  readonly address: string;
}
