import { PluginSystemError } from './plugin-system.error.js';

/** Two classes claim one plugin name with `@Plugin({ name })`. */
export class AmbiguousPluginError extends PluginSystemError {
  override readonly name = 'AmbiguousPluginError';

  /**
   * @param message the name and both classes with their modules
   * @param plugin the name both claim
   */
  constructor(
    message: string,
    readonly plugin: string,
  ) {
    super('AMBIGUOUS_PLUGIN', message);
  }
}
