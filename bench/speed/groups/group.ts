import { CountedContender, type Contender } from '../contenders/contender.js';

/** Contenders that are measured in turn. */
export interface Column {
  /** What they have in common: how many subscribers there are, mostly. */
  readonly label: string;
  /** How many events are published before a turn of the event loop. */
  readonly batch: number;
  readonly contenders: readonly CountedContender[];
}

/** One table: contenders, and what is varied. */
export interface Group {
  /** Names it on the command line. */
  readonly name: string;
  /** Stands above its table. */
  readonly title: string;
  /** What the labels of the columns say. */
  readonly columnsAre: string;
  /** The contender that the others are compared with. */
  readonly base: string;
  /** The contenders whose own time the table shows; of the others it shows how many times that of `base` it is. */
  readonly figuresOf: readonly string[];
  /** Makes the contenders. */
  readonly prepare: () => Promise<Column[]>;
}

// Few enough that what a contender leaves for later is still young when it is done with. Of thousands of events in one turn
// most of the time goes to collecting garbage, up to eight times the rest, and to nothing an application does.
const MAX_DELIVERIES = 1_024;
const MAX_EVENTS = 256;

/** Makes a column. */
export function columnOf(label: string, subscribers: number, contenders: readonly Contender[]): Column {
  const batch = Math.min(MAX_EVENTS, Math.ceil(MAX_DELIVERIES / Math.max(1, subscribers)));
  return { label, batch, contenders: contenders.map((contender) => new CountedContender(contender)) };
}

/** Makes a column for each number of subscribers. */
export async function columnsBySubscribers(
  counts: readonly number[],
  contendersFor: (subscribers: number) => Promise<Contender[]>,
): Promise<Column[]> {
  const columns: Column[] = [];
  for (const count of counts) columns.push(columnOf(String(count), count, await contendersFor(count)));
  return columns;
}
