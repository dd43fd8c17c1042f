/** Nobody looks. */
export const OFF = 'notify()';
/** The admin part with a page open, and metrics in both forms. */
export const ALL_ON = 'notify(), admin and metrics on';
/** Somebody listens to the tracing channel, and does nothing. */
export const CHANNEL = 'notify(), channel subscribed';
/** OpenTelemetry has a span made of each delivery, which nobody exports. */
export const SPANS = 'notify(), a span each';
