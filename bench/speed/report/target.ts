import type { MeasuredColumn, MeasuredGroup, Unit } from '../measure/measured-group.js';
import { roundByRound, rounded, spreadOf, type Spread } from '../measure/statistics.js';

/** How fast something has to be. */
export interface Target {
  /** Says so in words. */
  readonly what: string;
  /** The group that it is about. */
  readonly group: string;
  /** The contender that is judged. */
  readonly of: string;
  /** The contender beside it, and how the two are compared; without it the figure itself is judged. */
  readonly beside?: { readonly contender: string; readonly by: 'ratio' | 'difference' };
  readonly sense: 'at most' | 'at least';
  /** The limit at each column that it is about. */
  readonly limits: Readonly<Record<string, number>>;
  /** What is measured at columns whose limit is not kept: a short run looks for what has become worse than that. */
  readonly standing?: Readonly<Record<string, number>>;
}

/** What became of a {@link Target}. */
export interface Verdict {
  readonly what: string;
  readonly sense: Target['sense'];
  /** What figure and limit count; `x` for a ratio. */
  readonly unit: Unit | 'x';
  readonly cells: readonly VerdictCell[];
}

/** What became of it at one column. */
export interface VerdictCell {
  readonly column: string;
  readonly limit: number;
  /** What is known to be measured where the limit is not kept. */
  readonly standing?: number;
  /** Nothing when it was not measured. */
  readonly measured?: Spread;
  readonly reached?: boolean;
}

/** Compares what was measured with a target. `undefined` when nothing of its group was. */
export function judge(target: Target, groups: readonly MeasuredGroup[]): Verdict | undefined {
  const group = groups.find(({ name }) => name === target.group);
  if (group === undefined) return undefined;
  const { what, sense } = target;
  const cells = Object.entries(target.limits).map(([label, limit]): VerdictCell => {
    const column = group.columns.find((candidate) => candidate.label === label);
    const measured = column && figuresOf(target, column);
    const standing = target.standing?.[label];
    const cell = { column: label, limit, ...(standing !== undefined && { standing }) };
    if (measured === undefined) return cell;
    const spread = spreadOf(measured);
    return { ...cell, measured: rounded(spread), reached: isReached(sense, spread.median, limit) };
  });
  const unit =
    target.beside?.by === 'ratio' ? 'x' : (group.columns.find(({ label }) => label in target.limits)?.unit ?? '');
  return { what, sense, unit, cells };
}

/** Whether a verdict is within a factor of its limits, or of what it is known to be, wherever it was measured. */
export function isWithin({ sense, cells }: Verdict, factor: number): boolean {
  return cells.every(({ limit, standing = limit, measured }) => {
    if (measured === undefined) return true;
    const bound = sense === 'at most' ? Math.max(limit, standing) * factor : Math.min(limit, standing) / factor;
    return isReached(sense, measured.median, bound);
  });
}

function figuresOf({ of, beside }: Target, { times }: MeasuredColumn): readonly number[] | undefined {
  const figures = times[of];
  if (figures === undefined || beside === undefined) return figures;
  const others = times[beside.contender];
  if (others === undefined) return undefined;
  return roundByRound(figures, others, (own, other) => (beside.by === 'ratio' ? own / other : own - other));
}

function isReached(sense: Target['sense'], measured: number, limit: number): boolean {
  return sense === 'at most' ? measured <= limit : measured >= limit;
}
