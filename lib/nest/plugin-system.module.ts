import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { HookChannels } from '../dispatch/hook-channels.js';
import { SafeLog } from '../dispatch/log.js';
import { StatisticsKeeper } from '../dispatch/observation/statistics-keeper.js';
import { PluginStatuses } from '../dispatch/plugin-statuses.js';
import { BroadcastRoutes } from '../dispatch/routes/broadcast-routes.js';
import { HookCatalogue } from '../hookspec/hook-catalogue.js';
import { NestLog } from './nest-log.js';
import { NotifyService } from './notify.service.js';
import { FEATURE_HOOKSPECS } from './feature-hookspecs.js';
import { PluginSystemFeatureModule } from './plugin-system-feature.module.js';
import { PluginSystemLifecycle } from './plugin-system.lifecycle.js';
import {
  ASYNC_OPTIONS_TYPE,
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  OPTIONS_TYPE,
} from './plugin-system.module-definition.js';
import {
  hookspecSources,
  RESOLVED_OPTIONS,
  resolveOptions,
  type HookspecSources,
  type ResolvedOptions,
} from './plugin-system.options.js';
import { PluginLoader } from './plugin.loader.js';
import { PluginRegistry } from './plugin.registry.js';
import { ScopedPluginResolver } from './scoped-plugin.resolver.js';
import { SubscriberExplorer } from './subscriber.explorer.js';
import { SubscriberFactory } from './subscriber.factory.js';

/**
 * Declares which hooks an application has, finds the plugins that want them, and provides `NotifyService` to publish and
 * `PluginRegistry` to look. Import it once, in the root module.
 *
 * @example
 * \@Module({ imports: [PluginSystemModule.forRoot({ hookspecs: 'hookspecs' })] })
 * export class AppModule {}
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: RESOLVED_OPTIONS,
      useFactory: resolveOptions,
      // Optional, so that an import without forRoot() is told what to write.
      inject: [{ token: MODULE_OPTIONS_TOKEN, optional: true }],
    },
    { provide: SafeLog, useFactory: () => new SafeLog(new NestLog()) },
    { provide: HookCatalogue, useFactory: () => new HookCatalogue() },
    { provide: HookChannels, useFactory: () => new HookChannels() },
    { provide: PluginStatuses, useFactory: (log: SafeLog) => new PluginStatuses(log), inject: [SafeLog] },
    {
      provide: StatisticsKeeper,
      useFactory: (channels: HookChannels, log: SafeLog) => new StatisticsKeeper(channels, log),
      inject: [HookChannels, SafeLog],
    },
    {
      provide: Dispatcher,
      useFactory: (
        options: ResolvedOptions,
        catalogue: HookCatalogue,
        channels: HookChannels,
        statuses: PluginStatuses,
        log: SafeLog,
      ) => new Dispatcher(options, catalogue, channels, statuses, log),
      inject: [RESOLVED_OPTIONS, HookCatalogue, HookChannels, PluginStatuses, SafeLog],
    },
    { provide: BroadcastRoutes, useFactory: ({ routes }: Dispatcher) => routes, inject: [Dispatcher] },
    ScopedPluginResolver,
    SubscriberExplorer,
    SubscriberFactory,
    PluginLoader,
    PluginRegistry,
    NotifyService,
    PluginSystemLifecycle,
  ],
  exports: [NotifyService, PluginRegistry, BroadcastRoutes],
})
export class PluginSystemModule extends ConfigurableModuleClass {
  /**
   * Sets the module up. Global unless `isGlobal` is `false`.
   *
   * @throws HookspecInvalidError, PluginSystemError while the application initialises, when a hookspec or a plugin is wrong
   */
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return super.forRoot(options);
  }

  /** The same with options that a factory, a class or another provider makes: `createPluginSystemOptions()`. */
  static override forRootAsync(options: typeof ASYNC_OPTIONS_TYPE): DynamicModule {
    return super.forRootAsync(options);
  }

  /**
   * Adds the hookspecs of a feature, from the feature's own module.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) when `hookspecs` is not what the option of `forRoot()` takes
   */
  static forFeature({ hookspecs }: { readonly hookspecs: HookspecSources }): DynamicModule {
    const sources = hookspecSources(hookspecs, 'PluginSystemModule.forFeature({ hookspecs })');
    return { module: PluginSystemFeatureModule, providers: [{ provide: FEATURE_HOOKSPECS, useValue: sources }] };
  }
}
