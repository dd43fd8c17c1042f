import type { DiscoveryService } from '@nestjs/core';
import type { MethodSubscription } from './plugin-metadata.js';

/** What Nest's container holds for one provider or controller; Nest does not export its name. */
export type InstanceWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** A provider or controller with `@OnHook` methods, as it stands in Nest's container. */
export interface DiscoveredPlugin {
  readonly wrapper: InstanceWrapper;
  /** What identifies it: its instance, or its wrapper when every broadcast makes a new instance. */
  readonly identity: object;
  /** Absent when every broadcast makes a new instance. */
  readonly instance: object | undefined;
  readonly classRef: object;
  readonly className: string;
  /** The name of the module that provides it. */
  readonly module: string;
  readonly subscriptions: readonly MethodSubscription[];
}
