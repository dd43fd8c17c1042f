export { DeliveryInstrumentation, type DeliveryInstrumentationConfig } from './delivery-instrumentation.js';
export { PluginTelemetryModule } from './plugin-telemetry.module.js';
export type { PluginTelemetryOptions } from './plugin-telemetry.options.js';
