import { Counter, Gauge, type Metric } from 'prom-client';
import type { Scrape } from './scrape.js';

/** The figure of a route that says how many there are now. All others grow, but for a missed event that comes late after all. */
const WAITING = 'waiting';

/** The metrics of the routes that broadcasts take, by their names; for an application that has any. */
export function routeMetrics(scrape: Scrape): ReadonlyMap<string, Metric> {
  return new Map<string, Metric>([
    ['plugin_system_route_events_total', events(scrape)],
    ['plugin_system_route_waiting', waiting(scrape)],
    ['plugin_system_route_degraded', degraded(scrape)],
  ]);
}

function events(scrape: Scrape): Metric {
  return new Counter({
    name: 'plugin_system_route_events_total',
    help: 'What became of events on their way to and from elsewhere; of the relay: sent, dropped, received, ignored, refused, missed or repeated.',
    labelNames: ['route', 'outcome'],
    registers: [],
    collect() {
      this.reset();
      for (const { name, figures } of scrape.read().routes) {
        for (const [outcome, count] of Object.entries(figures)) {
          if (outcome !== WAITING) this.inc({ route: name, outcome }, count);
        }
      }
    },
  });
}

function waiting(scrape: Scrape): Metric {
  return new Gauge({
    name: 'plugin_system_route_waiting',
    help: 'Events that have not been sent yet.',
    labelNames: ['route'],
    registers: [],
    collect() {
      this.reset();
      for (const { name, figures } of scrape.read().routes) this.set({ route: name }, figures[WAITING] ?? 0);
    },
  });
}

function degraded(scrape: Scrape): Metric {
  return new Gauge({
    name: 'plugin_system_route_degraded',
    help: '1 while a route cannot do its part, such as while the broker of the relay is away, else 0.',
    labelNames: ['route'],
    registers: [],
    collect() {
      this.reset();
      for (const { name, status } of scrape.read().routes) this.set({ route: name }, status === 'degraded' ? 1 : 0);
    },
  });
}
