import type { PluginSystemErrorCode } from './error-code.js';

/**
 * What every error of this library is an instance of. Compare `code` rather than the message.
 *
 * Boot errors are thrown while the application starts; the others are logged, and handed to whoever awaits
 * `dispatch()`, unless `strict` is on.
 */
export class PluginSystemError extends Error {
  override readonly name: string = 'PluginSystemError';

  /**
   * @param code what went wrong, for programs
   * @param message what went wrong, where, and the fix, for people
   */
  constructor(
    readonly code: PluginSystemErrorCode,
    message: string,
  ) {
    super(message);
  }
}
