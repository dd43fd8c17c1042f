import type { PluginEntry } from '../admin-entries.js';
import { total, type History } from './history.js';

/** Times are sorted by steps of so many milliseconds: else the rows of busy plugins would change places every second. */
const TIME_STEP = 10_000;

/** In which order a column stands. */
export type Direction = 'ascending' | 'descending';

/** A column of the table of plugins. */
export interface Column {
  readonly id: string;
  readonly label: string;
  /** The order of the first click on it: what somebody looks for comes first. */
  readonly first: Direction;
  /** What it is sorted by; `null` comes last in either direction. */
  value(plugin: PluginEntry, history: History): number | string | null;
}

/** The columns, from left to right. */
export const COLUMNS: readonly Column[] = [
  { id: 'status', label: 'Status', first: 'descending', value: ({ status }) => (status === 'degraded' ? 1 : 0) },
  { id: 'name', label: 'Plugin', first: 'ascending', value: ({ name }) => name.toLowerCase() },
  {
    id: 'trend',
    label: 'Last 5 minutes',
    first: 'descending',
    value: ({ name }, history) => total(history.of(name).deliveries),
  },
  { id: 'deliveries', label: 'Deliveries', first: 'descending', value: ({ deliveries }) => deliveries },
  { id: 'failures', label: 'Failures', first: 'descending', value: ({ failures }) => failures },
  { id: 'in-flight', label: 'In flight', first: 'descending', value: ({ inFlight }) => inFlight },
  { id: 'p50', label: 'p50', first: 'descending', value: ({ duration }) => duration?.p50 ?? null },
  { id: 'p99', label: 'p99', first: 'descending', value: ({ duration }) => duration?.p99 ?? null },
  { id: 'last-error', label: 'Last error', first: 'descending', value: ({ lastError }) => timeOf(lastError?.at) },
  { id: 'last-success', label: 'Last success', first: 'descending', value: ({ lastSuccess }) => timeOf(lastSuccess) },
];

/** Sorts plugins by a column, and by name where that makes no difference. */
export function comparePlugins(column: Column, direction: Direction, history: History) {
  const sign = direction === 'ascending' ? 1 : -1;
  return (one: PluginEntry, other: PluginEntry): number => {
    const [a, b] = [column.value(one, history), column.value(other, history)];
    if (a !== b) {
      if (a === null) return 1;
      if (b === null) return -1;
      return a < b ? -sign : sign;
    }
    return compareNames(one.name, other.name);
  };
}

/** `A` stands beside `a`, and yet neither order is left to chance. */
function compareNames(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return (a === b ? one < other : a < b) ? -1 : 1;
}

function timeOf(iso: string | null | undefined): number | null {
  return iso === null || iso === undefined ? null : Math.floor(Date.parse(iso) / TIME_STEP);
}
