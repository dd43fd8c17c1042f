import type { DeliveryStatistics } from '../dispatch/observation/delivery-record.js';
import type { RouteStatus } from '../dispatch/routes/broadcast-route.js';
import type { HealthInfo } from '../dispatch/subscriber-health.js';
import type { PluginSystemErrorCode } from '../errors/error-code.js';
import type { DispatchClass } from '../hookspec/hookspec.js';

/** A loaded kind. */
export interface KindInfo {
  readonly kind: string;
  /** SemVer. */
  readonly kindApiVersion: string;
  readonly description: string | undefined;
  /** The real path of its hookspec. */
  readonly file: string;
  readonly hooks: readonly HookInfo[];
}

/** A declared hook. */
export interface HookInfo {
  readonly name: string;
  readonly dispatch: DispatchClass;
  readonly description: string | undefined;
  /** How many subscribers it has. */
  readonly subscribers: number;
  /** How many events were published and not refused, whether anybody heard them or not. */
  readonly published: number;
  /** How many events came from other processes and were not refused. */
  readonly received: number;
  /** How many events nobody was told of, because they were refused. */
  readonly refused: number;
  /** The JSON Schema of the payload, as it stands in its file. Leave it as it is. */
  readonly inputSchema: unknown;
}

/** A way that broadcasts take besides the subscribers of this process, and how it does. */
export interface RouteInfo extends RouteStatus {
  readonly name: string;
}

/** How many events of a hook were refused for one kind of reason. */
export interface RefusalInfo {
  /** `undefined` together with `hook` where publishers named what is not declared. */
  readonly kind: string | undefined;
  readonly hook: string | undefined;
  readonly code: PluginSystemErrorCode;
  readonly count: number;
}

/** A provider or controller that subscribes. It does as well as the worst of its subscribers. */
export interface PluginInfo extends HealthInfo {
  /** Its name in logs and status, unique in the application. */
  readonly name: string;
  readonly className: string;
  /** The module that provides it. */
  readonly module: string;
  /** `request` when broadcasts make instances: one each, or one for each tenant when the class is durable. */
  readonly scope: 'static' | 'request';
  readonly subscribers: readonly SubscriberInfo[];
}

/** One subscription, and what became of its deliveries so far: each was delivered, or failed, or is in flight. */
export interface SubscriberInfo extends HealthInfo {
  readonly plugin: string;
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
  /** Deliveries that ended well. */
  readonly delivered: number;
  /** Deliveries that threw, rejected, were given up, or were shed. */
  readonly failed: number;
  /** Those of the failed that did not settle in time, `shutdownTimeout` included. */
  readonly timedOut: number;
  /** Those of the failed that it was not told of, since it held `maxInFlight` others. */
  readonly shed: number;
  /** How many deliveries have failed since the last one that ended well. */
  readonly consecutiveFailures: number;
  /** Deliveries that have not settled. */
  readonly inFlight: number;
  /** What else is known of them; `undefined` unless somebody has called `PluginRegistry.keepStatistics()`. */
  readonly statistics: DeliveryStatistics | undefined;
}
