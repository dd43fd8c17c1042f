import type { Times } from './rounds.js';

/** What was measured of one group. */
export interface MeasuredGroup {
  readonly name: string;
  readonly title: string;
  /** What the labels of the columns say. */
  readonly columnsAre: string;
  /** The contender that the others are compared with. */
  readonly base: string;
  /** The contenders whose own figures are shown. */
  readonly figuresOf: readonly string[];
  readonly columns: readonly MeasuredColumn[];
}

/** What was measured of one column. */
export interface MeasuredColumn {
  readonly label: string;
  readonly unit: Unit;
  /** The figures of each contender, round by round. */
  readonly times: Times;
}

/** What a figure counts. The empty one is for what has none. */
export type Unit = 'ns' | 'ms' | 'MB' | '';
