import { PluginSystemError } from './plugin-system.error.js';

/** A hook was subscribed to or published that is not of the dispatch class `broadcast_notify`. */
export class DispatchMismatchError extends PluginSystemError {
  override readonly name = 'DispatchMismatchError';

  /**
   * @param message who named the hook, and both dispatch classes
   * @param kind the hook's kind
   * @param hook the hook
   * @param declared the dispatch class its hookspec declares
   */
  constructor(
    message: string,
    readonly kind: string,
    readonly hook: string,
    readonly declared: string,
  ) {
    super('DISPATCH_MISMATCH', message);
  }
}
