import { PluginSystemError } from './plugin-system.error.js';

/** A plugin's `@Plugin({ kindApiVersion })`, or an event of another process, has another major version than the loaded hookspec. */
export class VersionIncompatibleError extends PluginSystemError {
  override readonly name = 'VersionIncompatibleError';

  /**
   * @param message the plugin and both versions
   * @param kind the kind whose versions differ
   * @param wanted the major version the plugin was written for, or the version the event was published with
   * @param loaded the `kind_api_version` that is loaded
   */
  constructor(
    message: string,
    readonly kind: string,
    readonly wanted: string,
    readonly loaded: string,
  ) {
    super('VERSION_INCOMPATIBLE', message);
  }
}
