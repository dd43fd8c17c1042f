import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { BootProblems } from '../errors/boot-problems.js';
import { PluginSystemError } from '../errors/plugin-system.error.js';
import type { DiscoveredPlugin, InstanceWrapper } from './discovered-plugin.js';
import { subscriptionsOf, type MethodSubscription } from './plugin-metadata.js';

/** Finds the providers and controllers that have `@OnHook` methods. */
@Injectable()
export class SubscriberExplorer {
  constructor(private readonly discovery: DiscoveryService) {}

  /**
   * Every plugin that stands in the container now, each instance once, under however many tokens it is provided.
   *
   * @param problems takes what cannot subscribe
   */
  explore(problems: BootProblems): DiscoveredPlugin[] {
    const found = new Map<object, DiscoveredPlugin>();
    // With thousands of providers the reading of metadata is what boot waits for: one class, one reading.
    const subscriptions = new Map<object, MethodSubscription[]>();
    for (const wrapper of [...this.discovery.getProviders(), ...this.discovery.getControllers()]) {
      const prototype = prototypeOf(wrapper);
      if (wrapper.isAlias || prototype === undefined) continue;
      const wanted = subscriptions.get(prototype) ?? subscriptionsOf(prototype);
      subscriptions.set(prototype, wanted);
      if (wanted.length === 0) continue;

      const plugin = describe(wrapper, prototype, wanted);
      if (wrapper.isTransient) complainOfTransient(plugin, problems);
      else if (!found.has(plugin.identity)) found.set(plugin.identity, plugin);
    }
    return [...found.values()];
  }
}

/**
 * The prototype that carries the metadata. A value or a factory's product is asked itself; of what has no instance yet
 * (request-scoped, transient) the class is.
 */
function prototypeOf(wrapper: InstanceWrapper): object | undefined {
  const instance: unknown = isStatic(wrapper) ? wrapper.instance : undefined;
  if (typeof instance === 'object' && instance !== null) return safePrototypeOf(instance);
  return wrapper.inject ? undefined : ((wrapper.metatype as { prototype?: object } | null)?.prototype ?? undefined);
}

function safePrototypeOf(instance: object): object | undefined {
  try {
    return (Object.getPrototypeOf(instance) as object | null) ?? undefined;
  } catch {
    // A provider may be a proxy that throws at whatever it does not know; such a thing has no decorators.
    return undefined;
  }
}

function isStatic(wrapper: InstanceWrapper): boolean {
  return wrapper.isDependencyTreeStatic() && !wrapper.isTransient;
}

function describe(
  wrapper: InstanceWrapper,
  prototype: object,
  subscriptions: readonly MethodSubscription[],
): DiscoveredPlugin {
  const instance = isStatic(wrapper) ? (wrapper.instance as object) : undefined;
  const classRef = prototype.constructor;
  return {
    wrapper,
    identity: instance ?? wrapper,
    instance,
    classRef,
    className: classRef.name || 'Anonymous',
    module: wrapper.host?.name ?? 'UnknownModule',
    subscriptions,
  };
}

function complainOfTransient({ className, module }: DiscoveredPlugin, problems: BootProblems): void {
  problems.add(
    `${className} (in ${module}) is transient and has @OnHook methods: every class that injects it has its own instance, ` +
      'and nothing says which of them should hear. Give it the default scope, or move the methods to a class that has.',
    (message) => new PluginSystemError('PLUGIN_INVALID', message),
  );
}
