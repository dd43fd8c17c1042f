import { harmlessText } from '../errors/harmless-text.js';
import type { HookspecProblem } from '../errors/hookspec-invalid.error.js';
import { counted } from './counted.js';
import type { GeneratedFile } from './generated-file.js';
import { jsonText } from './json-text.js';
import { printProblem } from './print-problem.js';
import { EXIT, type ExitCode } from './subcommand.js';
import type { Terminal } from './terminal.js';

/** What a subcommand makes of hookspecs to write it to a file. */
export interface Made {
  /** What the file should hold. Of no use when there are problems. */
  readonly text: string;
  /** What boot would refuse, and what nothing can be made of. */
  readonly problems: readonly HookspecProblem[];
  /** What is good to know. */
  readonly notes: readonly HookspecProblem[];
  /** How many hooks are in it. */
  readonly hookCount: number;
}

/** What became of the file. */
export interface Outcome extends Made {
  /** The file's path, as people should read it. */
  readonly file: string;
  /** What it held before; `undefined` when it was not there. */
  readonly before: string | undefined;
  /** `stale`: it should have been written, and only that was to be found out. `refused`: there are problems. */
  readonly state: 'refused' | 'stale' | 'unchanged' | 'written';
}

/**
 * Writes a file unless it holds already what it should, or something is wrong.
 *
 * @param isCheck whether it is only to be found out
 * @throws UsageError when it cannot be read or written
 */
export function bringUpToDate(file: GeneratedFile, isCheck: boolean, make: () => Made): Outcome {
  // Before anything else: a file of somebody else's is not to be compared with.
  const before = file.read();
  const made = make();
  const outcome = { ...made, file: file.shown, before };
  if (made.problems.length > 0) return { ...outcome, state: 'refused' };
  if (made.text === before) return { ...outcome, state: 'unchanged' };
  if (isCheck) return { ...outcome, state: 'stale' };
  file.write(made.text);
  return { ...outcome, state: 'written' };
}

/** Tells what became of the file, people or programs, and how the subcommand ends after that. */
export function report(outcome: Outcome, isJson: boolean, terminal: Terminal): ExitCode {
  const describe = isJson ? describeJson : describeText;
  describe(outcome, terminal);
  return outcome.problems.length > 0 || outcome.state === 'stale' ? EXIT.findings : EXIT.fine;
}

/** Tells people what became of the file. */
export function describeText(outcome: Outcome, terminal: Terminal): void {
  const { before, text, state, problems, notes, hookCount } = outcome;
  const file = harmlessText(outcome.file);
  for (const problem of problems) printProblem(problem, terminal);
  for (const note of state === 'refused' ? [] : notes) terminal.say(harmlessText(lineOf(note)));
  const hooks = counted(hookCount, 'hook');
  switch (state) {
    case 'refused':
      terminal.print(terminal.paint.error(`${counted(problems.length, 'problem')}: ${file} is not written`));
      break;
    case 'stale':
      terminal.print(terminal.paint.error(`${file} is out of date: ${difference(before, text)}`));
      terminal.print('Run the same command without --check, and commit the file.');
      break;
    case 'unchanged':
      terminal.print(terminal.paint.good(`${file} is up to date: ${hooks}`));
      break;
    case 'written':
      terminal.print(terminal.paint.good(`${file} is written: ${hooks}`));
  }
}

/** Tells programs what became of the file: one JSON document. */
function describeJson({ file, state, hookCount, problems, notes }: Outcome, terminal: Terminal): void {
  const plain = (one: HookspecProblem) => ({
    file: one.file,
    line: one.line,
    column: one.column,
    message: one.message,
  });
  terminal.print(jsonText({ file, state, hooks: hookCount, problems: problems.map(plain), notes: notes.map(plain) }));
}

function lineOf({ file, line, column, message }: HookspecProblem): string {
  return `${file}:${line}:${column} note: ${message}`;
}

/** Where the first difference is, so that somebody who finds out in CI need not run anything. */
function difference(before: string | undefined, text: string): string {
  if (before === undefined) return 'it is not there';
  const [old, fresh] = [before.split('\n'), text.split('\n')];
  const index = fresh.findIndex((line, at) => line !== old[at]);
  if (index === -1) return `it has ${old.length - fresh.length} lines too many`;
  return `line ${index + 1} is ${shown(old[index])} and should be ${shown(fresh[index])}`;
}

function shown(line: string | undefined): string {
  return line === undefined ? 'not there' : harmlessText(JSON.stringify(line.trim()));
}
