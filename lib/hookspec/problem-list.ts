import { HookspecInvalidError, type HookspecProblem } from '../errors/hookspec-invalid.error.js';
import { shownPath } from './shown-path.js';

/** A place in a file. Lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a file begins: the place of a problem that concerns the whole file. */
export const FILE_START: Position = { line: 1, column: 1 };

/** Gathers the problems of all files, so that one boot shows them all. */
export class ProblemList {
  private readonly problems: HookspecProblem[] = [];

  /**
   * @param file the file's path
   * @param position the place in it
   * @param message what is wrong and, where it can be told, the fix
   */
  add(file: string, position: Position, message: string): void {
    const { line, column } = position;
    this.problems.push({ file: oneLine(shownPath(file)), line, column, message: oneLine(message) });
  }

  /** Whether nothing is wrong so far. */
  get isEmpty(): boolean {
    return this.problems.length === 0;
  }

  /** @throws HookspecInvalidError with every problem gathered, when there is any */
  throwIfAny(): void {
    const [first, ...rest] = this.problems.toSorted(byPlace);
    if (first !== undefined) throw new HookspecInvalidError([first, ...rest]);
  }
}

function byPlace(a: HookspecProblem, b: HookspecProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** Parsers quote the text they stumble over, and a file may have any name; a problem is one line. */
function oneLine(text: string): string {
  return text.replace(/\r?\n|\r/g, '\\n');
}
