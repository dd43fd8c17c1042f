import type { HookspecProblem } from '../../errors/hookspec-invalid.error.js';
import { byPlace } from '../../hookspec/problem-list.js';
import type { ReadForCommand } from '../read-for-command.js';
import { hookWarnings } from './hook-warnings.js';
import { nullableWarnings } from './nullable-warnings.js';
import { payloadWarnings } from './payload-warnings.js';
import { typeWarnings } from './type-warnings.js';
import type { WarningRule } from './warning.js';

/** A problem that boot would refuse, or a warning. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Of a warning: which one it is. */
  readonly rule?: WarningRule;
  readonly problem: HookspecProblem;
}

/** Everything that `hookspec check` has to say. */
export interface Findings {
  /** How many hookspec files there are, and how many hooks those declare that could be read. */
  readonly fileCount: number;
  readonly hookCount: number;
  readonly errorCount: number;
  readonly warningCount: number;
  /** By file and place. */
  readonly list: readonly Finding[];
}

/** What is wrong with hookspecs, and what looks like a mistake in them. */
export function findingsOf({ sources, problems, fileCount, schemas, describe }: ReadForCommand): Findings {
  const errors = problems.map((problem): Finding => ({ severity: 'error', problem }));
  const warnings = [
    ...hookWarnings(sources),
    ...typeWarnings(sources, schemas),
    ...payloadWarnings(sources, schemas),
    ...nullableWarnings(schemas.usable()),
  ].map(({ rule, file, position, message }): Finding => ({
    severity: 'warning',
    rule,
    problem: describe(file, position, message),
  }));
  return {
    fileCount,
    hookCount: sources.reduce((sum, { schemas: hooks }) => sum + hooks.length, 0),
    errorCount: errors.length,
    warningCount: warnings.length,
    list: [...errors, ...warnings].toSorted((a, b) => byPlace(a.problem, b.problem)),
  };
}
