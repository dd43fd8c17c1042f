import { PluginSystemError } from './plugin-system.error.js';

/** A subscriber already held as many pending deliveries as it may, so this one was shed: it counts as failed. */
export class InFlightLimitError extends PluginSystemError {
  override readonly name = 'InFlightLimitError';

  /**
   * @param plugin the subscriber's plugin
   * @param limit how many deliveries it may hold
   */
  constructor(
    readonly plugin: string,
    readonly limit: number,
  ) {
    super('IN_FLIGHT_LIMIT', `was not told, since ${limit} of its deliveries are in flight (option maxInFlight)`);
  }
}
