import { PluginSystemError } from '../index.js';

/** Why an event that was published here did not go to the other instances. */
export function notSent(why: string): PluginSystemError {
  return new PluginSystemError('MESSAGE_INVALID', `not sent: ${why}`);
}
