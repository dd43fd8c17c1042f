import { Module, type DynamicModule } from '@nestjs/common';
import { describeForSwagger } from './api-description.js';
import { LiveUpdates } from './live-updates.js';
import { adminController } from './plugin-admin.controller.js';
import { ADMIN_SETTINGS, checkAdminOptions, DEFAULT_PATH, type PluginAdminOptions } from './plugin-admin.options.js';
import { PluginOverview } from './plugin-overview.js';

/**
 * Shows over HTTP how each plugin does: JSON, a live page, and the stream behind it. Needs `PluginSystemModule`.
 *
 * @example
 * \@Module({ imports: [PluginSystemModule.forRoot({ hookspecs: 'hookspecs' }), PluginAdminModule.forRoot({ guards: [AdminGuard] })] })
 * export class AppModule {}
 */
@Module({})
export class PluginAdminModule {
  /**
   * Sets the routes up.
   *
   * @throws PluginSystemError (`CONFIGURATION_INVALID`) while the application initialises, when an option is wrong or
   * neither `guards` nor `public: true` is there
   */
  static forRoot(options: PluginAdminOptions = {}): DynamicModule {
    // A copy: what is checked below must be what stands before the routes, whatever becomes of the list meanwhile.
    const isList: boolean = Array.isArray(options.guards);
    const given = { ...options, ...(isList && { guards: [...(options.guards ?? [])] }) };
    const { path = DEFAULT_PATH, guards = [], imports = [] } = given;
    // With anything else the application does not start; the error that says why comes below.
    const controller = adminController(path, isList ? guards : []);
    return {
      module: PluginAdminModule,
      imports,
      controllers: [controller],
      providers: [
        {
          provide: ADMIN_SETTINGS,
          // Here and not at once: a module is often defined while its file is loaded, where nobody expects a boot error.
          useFactory: async () => {
            const settings = checkAdminOptions(given);
            await describeForSwagger(controller);
            return settings;
          },
        },
        PluginOverview,
        LiveUpdates,
      ],
    };
  }
}
