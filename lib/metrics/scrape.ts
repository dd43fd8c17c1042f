import type { DeliverySeries, PluginInfo, PluginRegistry, RefusalInfo, RouteInfo } from '../index.js';

/** What is known at one moment. */
export interface Scraped {
  readonly plugins: readonly PluginInfo[];
  readonly series: readonly DeliverySeries[];
  readonly refusals: readonly RefusalInfo[];
  readonly routes: readonly RouteInfo[];
}

/**
 * Reads the plugin registry once a scrape. prom-client asks each metric by itself, all in one turn: reading each time
 * would cost several times as much, and the metrics might not agree.
 */
export class Scrape {
  private scraped: Scraped | undefined;

  constructor(private readonly registry: PluginRegistry) {}

  /** What is known now. */
  read(): Scraped {
    if (this.scraped === undefined) {
      const { registry } = this;
      this.scraped = {
        plugins: registry.plugins(),
        series: registry.deliveries(),
        refusals: registry.refusals(),
        routes: registry.routes(),
      };
      queueMicrotask(() => {
        this.scraped = undefined;
      });
    }
    return this.scraped;
  }
}
