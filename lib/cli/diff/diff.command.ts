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
  if (operands.length !== 2) throw new UsageError('name two things to compare: OLD and NEW');
  const opened: Operand[] = [];
  try {
    for (const written of operands) opened.push(await openOperand(written, surroundings));
    return compare(opened, flags.json, terminal);
  } finally {
    for (const operand of opened) operand.remove();
  }
}

function compare(operands: readonly Operand[], isJson: boolean, terminal: Terminal): ExitCode {
  const nameOf = (path: string) => operands.map((operand) => operand.nameOf(path)).find((name) => name !== undefined);
  const sides = operands.map((operand) => loadSide(operand, (path) => nameOf(path) ?? shownPath(path), terminal));
  const [old, next] = sides;
  if (old === undefined || next === undefined) throw new UsageError('name two things to compare: OLD and NEW');
  if (sides.some(({ problems }) => problems.length > 0)) {
    printProblems(operands, sides, isJson, terminal);
    return EXIT.findings;
  }
  const kinds = hookspecDiff(old, next);
  if (isJson) terminal.print(jsonText(reportAsJson(kinds)));
  else printReport(kinds, terminal);
  return kinds.every(({ isEnough }) => isEnough) ? EXIT.fine : EXIT.findings;
}

/** What cannot be read cannot be compared. */
function printProblems(
  operands: readonly Operand[],
  sides: readonly LoadedSide[],
  isJson: boolean,
  terminal: Terminal,
): void {
  const found = sides.map(({ problems }, index) => ({
    side: index === 0 ? 'OLD' : 'NEW',
    written: operands[index]?.written ?? '',
    problems,
  }));
  if (isJson) {
    const problems = found.flatMap((one) => {
      return one.problems.map(({ file, line, column, message }) => ({ side: one.side, file, line, column, message }));
    });
    terminal.print(jsonText({ problems }));
    return;
  }
  for (const { side, written, problems } of found.filter((one) => one.problems.length > 0)) {
    terminal.print(harmlessText(`${side}, ${written}, cannot be used:`));
    for (const problem of problems) printProblem(problem, terminal);
  }
}
