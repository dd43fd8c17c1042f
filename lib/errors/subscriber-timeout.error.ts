import { PluginSystemError } from './plugin-system.error.js';

/** A subscriber's delivery did not settle in time. It counts as failed; a late settlement is ignored. */
export class SubscriberTimeoutError extends PluginSystemError {
  override readonly name = 'SubscriberTimeoutError';

  /**
   * @param plugin the subscriber's plugin
   * @param message how long was waited, and for what
   */
  constructor(
    readonly plugin: string,
    message: string,
  ) {
    super('SUBSCRIBER_TIMEOUT', message);
  }
}
