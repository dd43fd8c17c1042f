/** How long the application's shutdown waits for deliveries, in milliseconds: some hang, so that it always takes all of it. */
export const SHUTDOWN_TIMEOUT = 2_000;

/** The longest `timeout` of a plugin that does not hang until shutdown, in milliseconds. */
export const LONGEST_TIMEOUT = 1_000;
