import { type DynamicModule, Module } from '@nestjs/common';
import { PluginSystemModule } from 'nestjs-plugin-system';

import { ObservabilityModule, type ObservabilityModuleOptions } from './observability/observability.module.js';
import { PluginsModule, type PluginsModuleOptions } from './plugins/plugins.module.js';
import { RelayModule, type RelayModuleOptions } from './relay/relay.module.js';
import { RequestEventsModule } from './request-events/request-events.module.js';
import { RoutesModule } from './routes/routes.module.js';

/** What there is to choose. */
export interface AppModuleOptions extends PluginsModuleOptions, ObservabilityModuleOptions, RelayModuleOptions {}

/** The whole sample: routes that know of no plugin, an interceptor that publishes, plugins that know of no route. */
@Module({})
export class AppModule {
  /** Reads `hookspecs/` below the working directory, so start the application from the root of the repository. */
  static forRoot(options: AppModuleOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PluginSystemModule.forRoot({ hookspecs: 'hookspecs' }),
        RelayModule.forRoot(options),
        RequestEventsModule,
        PluginsModule.forRoot(options),
        RoutesModule,
        ObservabilityModule.forRoot(options),
      ],
    };
  }
}
