import { Injectable } from '@nestjs/common';
import { PluginRegistry, type HookInfo, type KindInfo, type PluginInfo, type SubscriberInfo } from '../index.js';
import type { HookEntry, HookList, PluginDetails, PluginEntry, SubscriberEntry } from './admin-entries.js';
import { figuresOf } from './figures.js';

/** What there is to be seen of plugins and hooks, in the form in which it is shown. */
@Injectable()
export class PluginOverview {
  constructor(private readonly registry: PluginRegistry) {}

  /** Every plugin. */
  plugins(): PluginEntry[] {
    return this.registry.plugins().map(pluginEntry);
  }

  /** One plugin with each of its subscribers, if there is one of that name. */
  plugin(name: string): PluginDetails | undefined {
    const plugin = this.registry.plugins().find((other) => other.name === name);
    return plugin && { ...pluginEntry(plugin), subscribers: plugin.subscribers.map(subscriberEntry) };
  }

  /** Every hook, and what publishers took for one. */
  hooks(): HookList {
    const refusals = new Map<string, Record<string, number>>();
    for (const { kind = '', hook = '', code, count } of this.registry.refusals()) {
      const key = `${kind}.${hook}`;
      refusals.set(key, { ...refusals.get(key), [code]: count });
    }
    const hooks = this.registry.kinds().flatMap((kind) =>
      kind.hooks.map((hook) => {
        const subscribers = this.registry.subscribersOf(kind.kind, hook.name);
        return hookEntry(kind, hook, subscribers, refusals.get(`${kind.kind}.${hook.name}`) ?? {});
      }),
    );
    return { hooks, undeclared: refusals.get('.') ?? {} };
  }
}

function pluginEntry(plugin: PluginInfo): PluginEntry {
  const { name, className, module, scope, subscribers } = plugin;
  return {
    name,
    className,
    module,
    scope,
    kinds: [...new Set(subscribers.map(({ kind }) => kind))],
    hooks: [...new Set(subscribers.map(({ kind, hook }) => `${kind}.${hook}`))],
    ...figuresOf(plugin, subscribers),
  };
}

function subscriberEntry(subscriber: SubscriberInfo): SubscriberEntry {
  const { method, kind, hook } = subscriber;
  return { method, kind, hook, ...figuresOf(subscriber, [subscriber]) };
}

function hookEntry(
  { kind, kindApiVersion }: KindInfo,
  { name, dispatch, description, published, refused, inputSchema }: HookInfo,
  subscribers: readonly SubscriberInfo[],
  refusals: Readonly<Record<string, number>>,
): HookEntry {
  const failures = subscribers.reduce((sum, { failed }) => sum + failed, 0);
  return {
    kind,
    kindApiVersion,
    hook: name,
    dispatch,
    description: description ?? null,
    published,
    refused,
    refusals,
    deliveries: subscribers.reduce((sum, { delivered }) => sum + delivered, failures),
    failures,
    subscribers: subscribers.map(({ plugin, method, status }) => ({ plugin, method, status })),
    schema: inputSchema,
  };
}
