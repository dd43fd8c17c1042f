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
  /** How many events nobody was told of, because they were refused. */
  readonly refused: number;
}

/** A provider or controller that subscribes. */
export interface PluginInfo {
  /** Its name in logs and status, unique in the application. */
  readonly name: string;
  readonly className: string;
  /** The module that provides it. */
  readonly module: string;
  /** `request` when broadcasts make instances: one each, or one for each tenant when the class is durable. */
  readonly scope: 'static' | 'request';
  readonly subscribers: readonly SubscriberInfo[];
}

/** One subscription, and what became of its deliveries so far. */
export interface SubscriberInfo {
  readonly plugin: string;
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
  /** Deliveries that ended well. */
  readonly delivered: number;
  /** Deliveries that threw, rejected, or were given up. */
  readonly failed: number;
  /** Deliveries that have not settled. */
  readonly inFlight: number;
}
