import { Histogram } from 'prom-client';
import type { DeliverySeries } from '../index.js';

const NAME = 'plugin_system_delivery_duration_seconds';
const HELP =
  'How long deliveries took until they settled. The time of about one event in 64 is taken, or of one in a second where there ' +
  'are fewer, and stands for all since the one before. plugin_system_deliveries_total counts exactly.';

/** Bounds that the library's own counts have too, in milliseconds: nothing is estimated. */
const BOUNDS_MS = [0.01, 0.1, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000] as const;
const MS_PER_SECOND = 1000;

/** One line of a histogram, as prom-client's registry writes it. */
interface Line {
  readonly metricName: string;
  /** Those of this line only. */
  readonly labels: { le?: number | string };
  /** Those of all lines of a series: prom-client makes text of them once. */
  readonly sharedLabels: DeliverySeries['labels'];
  readonly value: number;
}

/**
 * A histogram that holds no observations of its own but shows what the library has counted. prom-client's can only be filled
 * one observation after another, and would have to be filled in the middle of each delivery.
 */
export class SampledHistogram extends Histogram<'kind' | 'hook' | 'plugin'> {
  /** @param read what to show */
  constructor(private readonly read: () => readonly DeliverySeries[]) {
    super({
      name: NAME,
      help: HELP,
      labelNames: ['kind', 'hook', 'plugin'],
      buckets: BOUNDS_MS.map((bound) => bound / MS_PER_SECOND),
      registers: [],
    });
  }

  /** What `get()` and the registry's `metrics()` both ask a histogram of prom-client 15 for. */
  getForPromString(): Promise<object> {
    const values = this.read().flatMap(linesOf);
    return Promise.resolve({ name: NAME, help: HELP, type: 'histogram', aggregator: 'sum', values });
  }
}

function linesOf({ labels: sharedLabels, durations }: DeliverySeries): Line[] {
  const bucket = (le: number | string, value: number) => {
    return { metricName: `${NAME}_bucket`, labels: { le }, sharedLabels, value };
  };
  return [
    ...BOUNDS_MS.map((bound) => bucket(bound / MS_PER_SECOND, durations.countUpTo(bound))),
    bucket('+Inf', durations.count),
    { metricName: `${NAME}_sum`, labels: {}, sharedLabels, value: durations.sum / MS_PER_SECOND },
    { metricName: `${NAME}_count`, labels: {}, sharedLabels, value: durations.count },
  ];
}
