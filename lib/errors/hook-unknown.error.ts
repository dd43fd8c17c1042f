import { PluginSystemError } from './plugin-system.error.js';

/** A hook was named that its kind does not declare. */
export class HookUnknownError extends PluginSystemError {
  override readonly name = 'HookUnknownError';

  /**
   * @param message what was named, by whom, and the nearest name that exists
   * @param kind the kind it was looked for in
   * @param hook the name as it was given
   */
  constructor(
    message: string,
    readonly kind: string,
    readonly hook: string,
  ) {
    super('HOOK_UNKNOWN', message);
  }
}
