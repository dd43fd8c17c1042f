import type { RelayLimits } from '../instance/instance-settings.js';

/** Of the scenarios that get on with the same instances; poison needs messages that are too large, and NATS takes 1 MiB. */
export const AS_USUAL: RelayLimits = { maxMessageBytes: 64 * 1024 };
