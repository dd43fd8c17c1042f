import type { MeasuredColumn, MeasuredGroup, Unit } from '../measure/measured-group.js';
import { roundByRound, rounded, spreadOf, type Spread } from '../measure/statistics.js';
import type { Machine } from './machine.js';
import { judge, type Target, type Verdict } from './target.js';

/** What is written as JSON, and what tables are made of. */
export interface Report extends Machine {
  readonly groups: readonly ReportedGroup[];
  readonly targets: readonly Verdict[];
}

/** One table. */
export interface ReportedGroup {
  readonly name: string;
  readonly title: string;
  readonly columnsAre: string;
  readonly base: string;
  readonly columns: readonly string[];
  readonly rows: readonly ReportedRow[];
}

/** A contender. */
export interface ReportedRow {
  readonly contender: string;
  /** Whether the table shows its figures, or how many times those of `base` they are. */
  readonly shows: 'figures' | 'ratios';
  /** One for each column; `null` where it did not run. */
  readonly cells: readonly (ReportedCell | null)[];
}

/** What a contender took in one column. */
export interface ReportedCell {
  readonly unit: Unit;
  readonly figure: Spread;
  /** How many times that of `base` it is. */
  readonly ratio?: Spread;
}

/** Sums up what was measured. */
export function reportOf(machine: Machine, groups: readonly MeasuredGroup[], targets: readonly Target[]): Report {
  return {
    ...machine,
    groups: groups.map(reportedGroup),
    targets: targets.flatMap((target) => judge(target, groups) ?? []),
  };
}

function reportedGroup({ name, title, columnsAre, base, figuresOf, columns }: MeasuredGroup): ReportedGroup {
  const contenders = new Set(columns.flatMap(({ times }) => Object.keys(times)));
  return {
    name,
    title,
    columnsAre,
    base,
    columns: columns.map(({ label }) => label),
    rows: [...contenders].map((contender) => ({
      contender,
      shows: figuresOf.includes(contender) ? 'figures' : 'ratios',
      cells: columns.map((column) => reportedCell(column, contender, base)),
    })),
  };
}

function reportedCell({ unit, times }: MeasuredColumn, contender: string, base: string): ReportedCell | null {
  const own = times[contender];
  if (own === undefined) return null;
  const cell = { unit, figure: rounded(spreadOf(own)) };
  const others = times[base];
  if (others === undefined || contender === base) return cell;
  return { ...cell, ratio: rounded(spreadOf(roundByRound(own, others, (left, right) => left / right))) };
}
