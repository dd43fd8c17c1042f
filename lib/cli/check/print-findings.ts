import { counted } from '../counted.js';
import { jsonText } from '../json-text.js';
import { printProblem } from '../print-problem.js';
import type { Terminal } from '../terminal.js';
import type { Findings } from './findings.js';

/** Prints findings for people: each with its line, and a summary at the end. */
export function printText(findings: Findings, terminal: Terminal): void {
  for (const { severity, problem } of findings.list) {
    if (severity === 'error') printProblem(problem, terminal);
    else printProblem({ ...problem, message: `warning: ${problem.message}` }, terminal, 'warning');
  }
  terminal.print(summary(findings, terminal));
}

/** Prints findings for machines: one JSON document. */
export function printJson({ fileCount, hookCount, list }: Findings, terminal: Terminal): void {
  const problems = list.map(({ severity, rule, problem: { file, line, column, message } }) => ({
    severity,
    ...(rule && { rule }),
    file,
    line,
    column,
    message,
  }));
  terminal.print(jsonText({ hookspecs: fileCount, hooks: hookCount, problems }));
}

function summary({ fileCount, hookCount, errorCount, warningCount }: Findings, { paint }: Terminal): string {
  const files = counted(fileCount, 'hookspec');
  if (errorCount + warningCount === 0) {
    return paint.good(`${files} with ${counted(hookCount, 'hook')}: nothing wrong`);
  }
  const counts = [
    ...(errorCount > 0 ? [paint.error(counted(errorCount, 'problem'))] : []),
    ...(warningCount > 0 ? [paint.warning(counted(warningCount, 'warning'))] : []),
  ];
  return `${counts.join(', ')} in ${files}`;
}
