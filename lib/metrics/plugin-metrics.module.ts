import { Module, type DynamicModule } from '@nestjs/common';
import { register } from 'prom-client';
import { PluginRegistry } from '../index.js';
import {
  ASYNC_OPTIONS_TYPE,
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  OPTIONS_TYPE,
} from './plugin-metrics.module-definition.js';
import { registryOf, type PluginMetricsOptions } from './plugin-metrics.options.js';
import { PrometheusMetrics } from './prometheus-metrics.js';

/**
 * Shows Prometheus what becomes of events, through prom-client: `plugin_system_deliveries_total`,
 * `plugin_system_delivery_duration_seconds`, `plugin_system_in_flight`, `plugin_system_plugin_degraded` and
 * `plugin_system_refused_total`; and where broadcasts take a route such as the relay `plugin_system_route_events_total`,
 * `plugin_system_route_waiting` and `plugin_system_route_degraded`. They are read when Prometheus asks, and gone when the
 * application has shut down.
 *
 * It needs `PluginRegistry`: where `PluginSystemModule` is not global, give `forRootAsync()` the module that exports it
 * as one of its `imports`.
 *
 * @example
 * \@Module({ imports: [PluginSystemModule.forRoot({ hookspecs: 'hookspecs' }), PluginMetricsModule.forRoot({})] })
 * export class AppModule {}
 */
@Module({
  providers: [
    {
      provide: PrometheusMetrics,
      useFactory: (plugins: PluginRegistry, options: PluginMetricsOptions | undefined) =>
        new PrometheusMetrics(plugins, registryOf(options, register)),
      // Optional, so that an import without forRoot() has the defaults.
      inject: [PluginRegistry, { token: MODULE_OPTIONS_TOKEN, optional: true }],
    },
  ],
})
export class PluginMetricsModule extends ConfigurableModuleClass {
  /**
   * Registers the metrics while the application initialises.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) while it initialises, when an option is wrong, or when the registry
   * has a metric of one of these names
   */
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }

  /** The same with options that a factory, a class or another provider makes: `createPluginMetricsOptions()`. */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }
}
