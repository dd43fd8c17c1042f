/** A place in a file. Lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a file begins: the place of a problem that concerns the whole file. */
export const FILE_START: Position = { line: 1, column: 1 };
