/** Nobody looks. */
export const OFF = 'notify()';
/** The admin part with a page open, and metrics in both forms. */
export const ALL_ON = 'notify(), admin and metrics on';
/** Somebody listens to the tracing channel, and does nothing. */
export const CHANNEL = 'notify(), channel subscribed';
