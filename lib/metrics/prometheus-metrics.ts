import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Histogram, type Metric } from 'prom-client';
import { PluginSystemError, type PluginRegistry } from '../index.js';
import type { MetricsRegistry } from './plugin-metrics.options.js';
import { routeMetrics } from './route-metrics.js';
import { Scrape } from './scrape.js';
import { scrapedMetrics } from './scraped-metrics.js';

/** Has the metrics in a registry of prom-client while the application runs. */
export class PrometheusMetrics implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly metrics: ReadonlyMap<string, Metric>;
  private readonly ofRoutes: ReadonlyMap<string, Metric>;
  private forgetStatistics: (() => void) | undefined;

  constructor(
    private readonly plugins: PluginRegistry,
    private readonly registry: MetricsRegistry,
  ) {
    const scrape = new Scrape(plugins);
    this.metrics = scrapedMetrics(scrape);
    this.ofRoutes = routeMetrics(scrape);
  }

  /**
   * Registers all of them but those of the routes, or none.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) when the registry has a metric of one of these names, or when
   * prom-client is too old
   */
  onModuleInit(): void {
    if (!('getForPromString' in Histogram.prototype)) {
      throw invalid('PluginMetricsModule needs prom-client 15 or later: npm install prom-client@15');
    }
    const taken = [...this.metrics.keys(), ...this.ofRoutes.keys()].filter(
      (name) => this.registry.getSingleMetric(name) !== undefined,
    );
    if (taken.length > 0) throw takenError(taken);
    this.register(this.metrics);
    this.forgetStatistics = this.plugins.keepStatistics();
  }

  /** By now every route is there; most applications have none. */
  onApplicationBootstrap(): void {
    if (this.plugins.routes().length > 0) this.register(this.ofRoutes);
  }

  /** Takes them out again, so that another application of the process can have the names. */
  onApplicationShutdown(): void {
    this.forgetStatistics?.();
    for (const [name, metric] of [...this.metrics, ...this.ofRoutes]) {
      // Somebody may have cleared the registry and put another one there.
      if (this.registry.getSingleMetric(name) === metric) this.registry.removeSingleMetric(name);
    }
  }

  private register(metrics: ReadonlyMap<string, Metric>): void {
    for (const metric of metrics.values()) this.registry.registerMetric(metric);
  }
}

function takenError(names: readonly string[]): PluginSystemError {
  return invalid(
    `PluginMetricsModule: the registry of prom-client already has ${names.join(', ')}. Import the module once, close an ` +
      'application before the next one starts (one whose start has failed, too), or give each a registry of its own: ' +
      'PluginMetricsModule.forRoot({ registry: new Registry() })',
  );
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', message);
}
