import type { OpenMetricsContentType, PrometheusContentType, Registry } from 'prom-client';
import { PluginSystemError } from '../index.js';

/** A registry of prom-client, of either format. */
export type MetricsRegistry = Registry<PrometheusContentType> | Registry<OpenMetricsContentType>;

/** The options of `PluginMetricsModule.forRoot()`. */
export interface PluginMetricsOptions {
  /**
   * Where the metrics are registered. Two applications that run in one process at once need one each.
   *
   * @default prom-client's global `register`
   */
  readonly registry?: MetricsRegistry;
}

/**
 * The registry that the options name.
 *
 * @param options `undefined` when the module was imported without `forRoot()`: every option has a default
 * @param globalRegistry the default
 * @throws PluginSystemError (`CONFIGURATION_INVALID`) when an option is unknown or of the wrong form
 */
export function registryOf(options: PluginMetricsOptions = {}, globalRegistry: MetricsRegistry): MetricsRegistry {
  const unknown = Object.keys(options).find((name) => name !== 'registry');
  if (unknown !== undefined) throw invalid(`there is no option ${unknown}`);
  const { registry = globalRegistry } = options;
  // By what it can do: an application may have two copies of prom-client.
  if (typeof registry === 'object' && typeof registry?.registerMetric === 'function') return registry;
  throw invalid('the option registry must be a Registry of prom-client');
}

function invalid(message: string): PluginSystemError {
  return new PluginSystemError('CONFIGURATION_INVALID', `PluginMetricsModule.forRoot(): ${message}`);
}
