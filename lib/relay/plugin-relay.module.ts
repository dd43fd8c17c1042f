import { Module, type DynamicModule } from '@nestjs/common';
import { PluginRelay } from './plugin-relay.js';
import {
  ASYNC_OPTIONS_TYPE,
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  OPTIONS_TYPE,
} from './plugin-relay.module-definition.js';
import { RELAY_OPTIONS, resolveOptions } from './plugin-relay.options.js';

/**
 * Has the broadcasts of this instance reach the subscribers of all others, through a broker. At most once: what is published
 * while the broker is away for long, or by an instance that is killed, is lost.
 *
 * It needs `BroadcastRoutes` and `PluginRegistry`: where `PluginSystemModule` is not global, give `forRootAsync()` the module
 * that exports them as one of its `imports`.
 *
 * @example
 * \@Module({
 *   imports: [
 *     PluginSystemModule.forRoot({ hookspecs: 'hookspecs' }),
 *     PluginRelayModule.forRoot({ transport: Transport.NATS, options: { servers: 'nats://localhost:4222' } }),
 *   ],
 * })
 * export class AppModule {}
 */
@Module({
  providers: [
    {
      provide: RELAY_OPTIONS,
      useFactory: resolveOptions,
      // Optional, so that an import without forRoot() is told what to write.
      inject: [{ token: MODULE_OPTIONS_TOKEN, optional: true }],
    },
    PluginRelay,
  ],
  exports: [PluginRelay],
})
export class PluginRelayModule extends ConfigurableModuleClass {
  /**
   * Relays through a broker: `{ transport, options }`, as `ClientsModule` takes them, and a few settings.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) while the application initialises, when an option is wrong or the
   * client package of the transport is not installed
   */
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return super.forRoot(options);
  }

  /** The same with options that a factory, a class or another provider makes: `createPluginRelayOptions()`. */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }
}
