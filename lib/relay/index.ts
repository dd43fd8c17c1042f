export { PluginRelay } from './plugin-relay.js';
export { PluginRelayModule } from './plugin-relay.module.js';
export type {
  HookSelector,
  PluginRelayOptions,
  RelayBroker,
  RelaySettings,
  RelayTransport,
} from './plugin-relay.options.js';
export type { RelayFigures } from './relay-figures.js';
