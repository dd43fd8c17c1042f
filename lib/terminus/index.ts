export { PluginHealthIndicator, type PluginHealthOptions } from './plugin-health.indicator.js';
