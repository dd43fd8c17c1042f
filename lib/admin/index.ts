export type { Figures, HookEntry, HookListener, PluginDetails, PluginEntry, SubscriberEntry } from './admin-entries.js';
export { PluginAdminModule } from './plugin-admin.module.js';
export type { PluginAdminOptions } from './plugin-admin.options.js';
