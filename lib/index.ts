export type { BroadcastNotifyResult } from './dispatch/broadcast-result.js';
export type { Delivery } from './dispatch/delivery.js';
export {
  DELIVERY_CHANNEL,
  type Around,
  type DeliveryMessage,
  type DeliveryOutcome,
} from './dispatch/observation/delivery-channel.js';
export type { DeliveryStatistics } from './dispatch/observation/delivery-record.js';
export { Durations } from './dispatch/observation/durations.js';
export type { StatisticsObserver, TimedDelivery } from './dispatch/observation/statistics-keeper.js';
export type {
  BroadcastRoute,
  EventTaker,
  RemoteEvent,
  RouteAccess,
  RoutedHook,
  RouteStatus,
} from './dispatch/routes/broadcast-route.js';
export { BroadcastRoutes } from './dispatch/routes/broadcast-routes.js';
export type { PluginStatusChange, PluginStatusObserver } from './dispatch/status-observers.js';
export type { HealthInfo, HealthStatus } from './dispatch/subscriber-health.js';
export { AmbiguousPluginError } from './errors/ambiguous-plugin.error.js';
export { DispatchMismatchError } from './errors/dispatch-mismatch.error.js';
export { ERROR_CODES, type PluginSystemErrorCode } from './errors/error-code.js';
export { HookUnknownError } from './errors/hook-unknown.error.js';
export { HookspecInvalidError, type HookspecProblem } from './errors/hookspec-invalid.error.js';
export { InFlightLimitError } from './errors/in-flight-limit.error.js';
export { KindUnknownError } from './errors/kind-unknown.error.js';
export { PayloadInvalidError } from './errors/payload-invalid.error.js';
export { PluginSystemError } from './errors/plugin-system.error.js';
export { SubscriberTimeoutError } from './errors/subscriber-timeout.error.js';
export { VersionIncompatibleError } from './errors/version-incompatible.error.js';
export type { CompiledHookspecs } from './hookspec/compiled/compiled-hookspecs.js';
export type { DispatchClass } from './hookspec/hookspec.js';

export type { DeliverySeries } from './nest/delivery-series.js';
export type { HookKind, HookName, HookPayload, HookRegistry } from './nest/hook-registry.js';
export { NotifyService, type PublishOptions } from './nest/notify.service.js';
export { OnHook, type HookMethodDecorator, type OnHookOptions } from './nest/on-hook.decorator.js';
export { Plugin } from './nest/plugin.decorator.js';
export type { HookInfo, KindInfo, PluginInfo, RefusalInfo, RouteInfo, SubscriberInfo } from './nest/plugin-info.js';
export type { PluginOptions } from './nest/plugin-metadata.js';
export { PluginRegistry } from './nest/plugin.registry.js';
export { PluginSystemModule } from './nest/plugin-system.module.js';
export type { HookspecSources, PluginSystemOptions } from './nest/plugin-system.options.js';
export type { PublishedPayload } from './nest/published-payload.js';
