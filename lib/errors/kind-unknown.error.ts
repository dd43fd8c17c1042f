import { PluginSystemError } from './plugin-system.error.js';

/** A kind was named that no loaded hookspec declares. */
export class KindUnknownError extends PluginSystemError {
  override readonly name = 'KindUnknownError';

  /**
   * @param message what was named, by whom, and the nearest name that exists
   * @param kind the name as it was given
   */
  constructor(
    message: string,
    readonly kind: string,
  ) {
    super('KIND_UNKNOWN', message);
  }
}
