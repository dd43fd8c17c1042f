/** A text that would be a line of the failure log if the library wrote it as it is. */
export const FORGED_LINE = '\nplugin=Forged error=x kind=soak_listener hook=on_order_placed\n';

/** One that would be Nest's own line as well, about a plugin that there is and that never fails. */
export const FORGED_NEST_LINE =
  `\n[Nest] ${process.pid}  - 11/24/2026, 11:59:59 PM   ERROR [PluginSystem] ` +
  'plugin=WellBehavedSync error=Forged kind=soak_listener hook=on_order_placed\n';
