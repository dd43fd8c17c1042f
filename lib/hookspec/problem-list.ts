import { HookspecInvalidError, type HookspecProblem } from '../errors/hookspec-invalid.error.js';
import { FramedText } from './framed-text.js';
import type { Position } from './position.js';
import { shownPath } from './shown-path.js';

/** Gathers the problems of all files, so that one boot shows them all. */
export class ProblemList {
  private readonly problems: HookspecProblem[] = [];
  private readonly texts = new Map<string, FramedText>();

  /**
   * Keeps what a file holds, to show the lines that problems are in. What is shown is what was read here, whatever stands at
   * the path by then: of a file that may not be read, such as a link that leads out of the root, not a word gets out.
   *
   * @param file its path, as problems name it
   */
  remember(file: string, text: string): void {
    this.texts.set(file, new FramedText(text));
  }

  /**
   * @param file the file's path
   * @param position the place in it
   * @param message what is wrong and, where it can be told, the fix
   */
  add(file: string, position: Position, message: string): void {
    this.problems.push(this.describe(file, position, message));
  }

  /** A problem as {@link add} would add it. */
  describe(file: string, position: Position, message: string): HookspecProblem {
    const { line, column } = position;
    const frame = this.texts.get(file)?.frameAt(position);
    const problem = { file: oneLine(shownPath(file)), line, column, message: oneLine(message) };
    return frame === undefined ? problem : { ...problem, frame };
  }

  /** Every problem gathered, by file and place. */
  sorted(): HookspecProblem[] {
    return this.problems.toSorted(byPlace);
  }

  /** Whether nothing is wrong so far. */
  get isEmpty(): boolean {
    return this.problems.length === 0;
  }

  /** @throws HookspecInvalidError with every problem gathered, when there is any */
  throwIfAny(): void {
    const [first, ...rest] = this.sorted();
    if (first !== undefined) throw new HookspecInvalidError([first, ...rest]);
  }
}

/** Compares problems by file, then line, then column. */
export function byPlace(a: HookspecProblem, b: HookspecProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** Parsers quote the text they stumble over, and a file may have any name; a problem is one line. */
function oneLine(text: string): string {
  return text.replace(/\r?\n|\r/g, '\\n');
}
