export { PluginMetricsModule } from './plugin-metrics.module.js';
export type { MetricsRegistry, PluginMetricsOptions } from './plugin-metrics.options.js';
