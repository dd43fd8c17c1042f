import { linesOfProblem, type HookspecProblem } from '../errors/hookspec-invalid.error.js';
import type { Paint, Terminal } from './terminal.js';

/**
 * Prints a problem in the words in which boot would report it, or a finding of another kind in the same manner: its place
 * is painted, and its frame is faint.
 *
 * @param color says how bad it is
 */
export function printProblem(problem: HookspecProblem, terminal: Terminal, color: keyof Paint = 'error'): void {
  const [first, ...frame] = linesOfProblem(problem);
  terminal.print(first.replace(/^.*?:\d+:\d+(?= )/, (place) => terminal.paint[color](place)));
  for (const line of frame) terminal.print(terminal.paint.faint(line));
}
