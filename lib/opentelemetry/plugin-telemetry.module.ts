import { Module, type DynamicModule } from '@nestjs/common';
import { PluginRegistry } from '../index.js';
import { PluginTelemetry } from './plugin-telemetry.js';
import {
  ASYNC_OPTIONS_TYPE,
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  OPTIONS_TYPE,
} from './plugin-telemetry.module-definition.js';
import { checkOptions, type PluginTelemetryOptions } from './plugin-telemetry.options.js';

/**
 * Tells OpenTelemetry what becomes of events. Metrics: `plugin_system.deliveries`, `plugin_system.delivery.duration`,
 * `plugin_system.in_flight`, `plugin_system.plugin.degraded` and `plugin_system.refused`, and where broadcasts take a route such
 * as the relay `plugin_system.route.events`, `plugin_system.route.waiting` and `plugin_system.route.degraded`, read at each
 * collection, until the application has shut down: flush before. Traces: those of a `DeliveryInstrumentation`.
 *
 * The SDK keeps 2,000 series of a metric, unless a view has another `aggregationCardinalityLimit`: 500 subscribers have
 * as many of `plugin_system.deliveries`.
 *
 * It needs `PluginRegistry`: where `PluginSystemModule` is not global, give `forRootAsync()` the module that exports it
 * as one of its `imports`.
 *
 * @example
 * \@Module({ imports: [PluginSystemModule.forRoot({ hookspecs: 'hookspecs' }), PluginTelemetryModule.forRoot()] })
 * export class AppModule {}
 */
@Module({
  providers: [
    {
      provide: PluginTelemetry,
      useFactory: (plugins: PluginRegistry, options: PluginTelemetryOptions | undefined) =>
        new PluginTelemetry(plugins, checkOptions(options)),
      // Optional, so that an import without forRoot() has the defaults.
      inject: [PluginRegistry, { token: MODULE_OPTIONS_TOKEN, optional: true }],
    },
  ],
})
export class PluginTelemetryModule extends ConfigurableModuleClass {
  /**
   * Begins while the application initialises.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) while it initialises, when an option is wrong
   */
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }

  /** The same with options that a factory, a class or another provider makes: `createPluginTelemetryOptions()`. */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }
}
