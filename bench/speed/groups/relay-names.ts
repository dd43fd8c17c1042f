/** Nobody but this process hears it. */
export const LOCAL = 'notify()';
/** Every instance of the application hears it. */
export const RELAYED = 'notify(), relayed';
/** Nest's own client, and a handler that reads JSON. */
export const EMIT = 'ClientProxy.emit';
