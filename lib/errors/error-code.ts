/**
 * Every code a {@link PluginSystemError} can carry. A code never changes its meaning between releases, so programs
 * may compare it; messages may be reworded.
 */
export const ERROR_CODES = [
  /** A hookspec or a schema it names cannot be used. At boot. */
  'HOOKSPEC_INVALID',
  /** No loaded hookspec declares this kind. At boot, and when publishing. */
  'KIND_UNKNOWN',
  /** The kind is known but declares no such hook. At boot, and when publishing. */
  'HOOK_UNKNOWN',
  /** The hook is of a dispatch class that this module does not run. At boot, and when publishing. */
  'DISPATCH_MISMATCH',
  /** A plugin, or an event from another process, is of another major version of a kind. At boot, and in a route. */
  'VERSION_INCOMPATIBLE',
  /** Two plugin classes claim one name. At boot. */
  'AMBIGUOUS_PLUGIN',
  /** A plugin class or an `@OnHook` cannot subscribe: a transient provider, a static method, a property. At boot. */
  'PLUGIN_INVALID',
  /** The options or imports of the module are wrong. At boot. */
  'CONFIGURATION_INVALID',
  /** A payload breaks its schema, or holds what JSON cannot carry. When publishing. */
  'PAYLOAD_INVALID',
  /** Published while starting, when the bootstrap buffer was full. When publishing. */
  'BOOTSTRAP_BUFFER_FULL',
  /** What came from another process is no event that can be told here, or one of this process cannot be sent. In a route, as the relay is. */
  'MESSAGE_INVALID',
  /** Published after the application had shut down. When publishing. */
  'SHUT_DOWN',
  /** Too many events were published inside one another, or there was no stack left to publish with. When publishing. */
  'PUBLISH_FAILED',
  /** A subscriber did not settle in time. A failure of that subscriber. */
  'SUBSCRIBER_TIMEOUT',
  /** A subscriber had too many deliveries in flight. A failure of that subscriber. */
  'IN_FLIGHT_LIMIT',
] as const;

/** One of {@link ERROR_CODES}. */
export type PluginSystemErrorCode = (typeof ERROR_CODES)[number];
