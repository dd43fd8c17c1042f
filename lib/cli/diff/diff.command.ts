import { parseArgs } from 'node:util';
import { linesOfProblem } from '../../errors/hookspec-invalid.error.js';
import { shownPath } from '../../hookspec/shown-path.js';
import { EXIT, UsageError, type ExitCode, type Subcommand } from '../subcommand.js';
import type { Terminal } from '../terminal.js';
import { DIFF_HELP } from './diff-help.js';
import { reportAsJson } from './diff-json.js';
import { printReport } from './diff-report.js';
import type { GitSurroundings } from './git.js';
import { hookspecDiff } from './hookspec-diff.js';
import { loadSide, type LoadedSide } from './load-side.js';
import { openOperand, type Operand } from './operand.js';

/** `hookspec diff`: what changed between two states of hookspecs, and whether their versions say so. */
export const diffCommand: Subcommand = {
  name: 'diff',
  summary: 'what changed between two states of hookspecs, whom it breaks, and which version it needs',
  help: DIFF_HELP,
  run: (args, terminal) => runDiff(args, terminal, { directory: process.cwd() }),
};

/** Runs `hookspec diff` somewhere. Whatever was written to compare is removed in the end. */
export async function runDiff(
  args: readonly string[],
  terminal: Terminal,
  surroundings: GitSurroundings,
): Promise<ExitCode> {
  const { operands, isJson } = readArguments(args);
  const opened: Operand[] = [];
  try {
    for (const written of operands) opened.push(await openOperand(written, surroundings));
    return compare(opened, isJson, terminal);
  } finally {
    for (const operand of opened) operand.remove();
  }
}

function readArguments(args: readonly string[]): { readonly operands: readonly string[]; readonly isJson: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (positionals.length !== 2) throw new UsageError('two things can be compared: OLD and NEW');
    return { operands: positionals, isJson: values.json === true };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function compare(operands: readonly Operand[], isJson: boolean, terminal: Terminal): ExitCode {
  const nameOf = (path: string) => operands.map((operand) => operand.nameOf(path)).find((name) => name !== undefined);
  const sides = operands.map((operand) => loadSide(operand, (path) => nameOf(path) ?? shownPath(path)));
  const [old, next] = sides;
  if (old === undefined || next === undefined) throw new UsageError('two things can be compared: OLD and NEW');
  if (sides.some(({ problems }) => problems.length > 0)) {
    printProblems(operands, sides, isJson, terminal);
    return EXIT.findings;
  }
  const kinds = hookspecDiff(old, next);
  if (isJson) terminal.print(JSON.stringify(reportAsJson(kinds), null, 2));
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
    terminal.print(
      JSON.stringify(
        { problems: found.flatMap(({ side, problems }) => problems.map((one) => ({ side, ...one }))) },
        null,
        2,
      ),
    );
    return;
  }
  for (const { side, written, problems } of found.filter((one) => one.problems.length > 0)) {
    terminal.print(`${side}, ${written}, cannot be used:`);
    for (const problem of problems) {
      for (const line of linesOfProblem(problem)) terminal.print(`  ${line}`);
    }
  }
}
