import { Counter, Gauge, type Metric } from 'prom-client';
import { SampledHistogram } from './sampled-histogram.js';
import type { Scrape } from './scrape.js';

/** The label value of hooks and kinds that nobody has declared: publishers can make up any number of names. */
const UNDECLARED = '_undeclared';

/** The metrics by their names, in no registry yet. Each is empty until somebody asks for it, and is then read anew. */
export function scrapedMetrics(scrape: Scrape): ReadonlyMap<string, Metric> {
  return new Map<string, Metric>([
    ['plugin_system_deliveries_total', deliveries(scrape)],
    ['plugin_system_delivery_duration_seconds', new SampledHistogram(() => scrape.read().series)],
    ['plugin_system_in_flight', inFlight(scrape)],
    ['plugin_system_plugin_degraded', degraded(scrape)],
    ['plugin_system_refused_total', refused(scrape)],
  ]);
}

function deliveries(scrape: Scrape): Metric {
  return new Counter({
    name: 'plugin_system_deliveries_total',
    help: 'Deliveries that have ended, by how: delivered, failed, timed_out or shed.',
    labelNames: ['kind', 'hook', 'plugin', 'outcome'],
    registers: [],
    collect() {
      this.reset();
      for (const { labels, outcomes } of scrape.read().series) {
        for (const [outcome, count] of Object.entries(outcomes)) this.inc({ ...labels, outcome }, count);
      }
    },
  });
}

function inFlight(scrape: Scrape): Metric {
  return new Gauge({
    name: 'plugin_system_in_flight',
    help: 'Deliveries that have not settled.',
    labelNames: ['kind', 'hook', 'plugin'],
    registers: [],
    collect() {
      this.reset();
      for (const series of scrape.read().series) this.set(series.labels, series.inFlight);
    },
  });
}

function degraded(scrape: Scrape): Metric {
  return new Gauge({
    name: 'plugin_system_plugin_degraded',
    help: '1 while a plugin fails again and again, else 0.',
    labelNames: ['plugin'],
    registers: [],
    collect() {
      this.reset();
      for (const { name, status } of scrape.read().plugins) this.set({ plugin: name }, status === 'degraded' ? 1 : 0);
    },
  });
}

function refused(scrape: Scrape): Metric {
  return new Counter({
    name: 'plugin_system_refused_total',
    help: `Events that nobody was told of, by the code of the error. Names that are not declared are all ${UNDECLARED}.`,
    labelNames: ['kind', 'hook', 'reason'],
    registers: [],
    collect() {
      this.reset();
      for (const { kind = UNDECLARED, hook = UNDECLARED, code, count } of scrape.read().refusals) {
        this.inc({ kind, hook, reason: code }, count);
      }
    },
  });
}
