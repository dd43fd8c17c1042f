import { setImmediate as nextTurn } from 'node:timers/promises';
import { harmlessText } from '../../errors/harmless-text.js';
import { shownPath } from '../../hookspec/shown-path.js';
import { readArguments } from '../arguments.js';
import { jsonText } from '../json-text.js';
import { printProblem } from '../print-problem.js';
import { EXIT, UsageError, type ExitCode, type Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { DIFF_HELP } from './diff-help.js';
import { reportAsJson } from './diff-json.js';
import { printReport } from './diff-report.js';
import type { GitSurroundings } from './git/git.js';
import { hookspecDiff } from './hookspec-diff.js';
import { loadSide, type LoadedSide } from './load-side.js';
import { openOperand, type Operand } from './operand.js';

/** `hookspec diff`: what changed between two states of hookspecs, and whether their versions say so. */
export const diffCommand: Subcommand = {
  name: 'diff',
  summary: 'say what changed between two states of hookspecs, whom that breaks, and which version it needs',
  help: DIFF_HELP,
  run: (args, terminal) => runDiff(args, terminal, { directory: process.cwd() }),
};

/** Runs `hookspec diff` somewhere. Whatever was written to compare is removed in the end. */
export async function runDiff(
  args: readonly string[],
  terminal: Terminal,
  surroundings: GitSurroundings,
): Promise<ExitCode> {
  const { operands, flags } = readArguments(args, { flags: ['json'] });
  const [first, second, ...others] = operands;
  if (first === undefined || second === undefined || others.length > 0) {
    throw new UsageError('name two things to compare: OLD and NEW');
  }
  return compare(await readSides(first, second, surroundings, terminal), flags.json, terminal);
}

interface NamedSide extends LoadedSide {
  readonly name: 'NEW' | 'OLD';
  /** As it was given. */
  readonly written: string;
}

/** Reads both sides. No file is needed after that. */
async function readSides(
  first: string,
  second: string,
  surroundings: GitSurroundings,
  terminal: Terminal,
): Promise<[NamedSide, NamedSide]> {
  const opened: Operand[] = [];
  try {
    const old = await openOperand(first, second, surroundings);
    opened.push(old);
    const next = await openOperand(second, first, surroundings);
    opened.push(next);
    const shown = (path: string) => old.nameOf(path) ?? next.nameOf(path) ?? shownPath(path);
    const sides: [NamedSide, NamedSide] = [
      { ...loadSide(old, shown, terminal), name: 'OLD', written: first },
      { ...loadSide(next, shown, terminal), name: 'NEW', written: second },
    ];
    // A signal that came while files were read is heard before the listeners are taken off. The loop looks for signals
    // between two of its turns.
    await nextTurn();
    await nextTurn();
    return sides;
  } finally {
    for (const operand of opened) operand.remove();
  }
}

/** Compares what was read. It may take a while in which nothing is heard: by now, a signal ends the process as ever. */
function compare(sides: readonly [NamedSide, NamedSide], isJson: boolean, terminal: Terminal): ExitCode {
  const [old, next] = sides;
  if (sides.some(({ problems }) => problems.length > 0)) {
    printProblems(sides, isJson, terminal);
    return EXIT.findings;
  }
  const kinds = hookspecDiff(old, next);
  if (isJson) terminal.print(jsonText(reportAsJson(kinds)));
  else printReport(kinds, terminal);
  return kinds.every(({ isEnough }) => isEnough) ? EXIT.fine : EXIT.findings;
}

/** What cannot be read cannot be compared. */
function printProblems(sides: readonly NamedSide[], isJson: boolean, terminal: Terminal): void {
  if (isJson) {
    const problems = sides.flatMap((side) => {
      return side.problems.map(({ file, line, column, message }) => ({ side: side.name, file, line, column, message }));
    });
    terminal.print(jsonText({ problems }));
    return;
  }
  for (const { name, written, problems } of sides.filter((side) => side.problems.length > 0)) {
    terminal.print(harmlessText(`${name}, ${written}, cannot be used:`));
    for (const problem of problems) printProblem(problem, terminal);
  }
}
