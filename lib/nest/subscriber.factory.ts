import { Inject, Injectable } from '@nestjs/common';
import { refuseGenerator } from '../dispatch/unrun-generator.js';
import { Subscriber, type Listener, type ListenerHolder, type SubscriberLimits } from '../dispatch/subscriber.js';
import type { BootProblems } from '../errors/boot-problems.js';
import { VersionIncompatibleError } from '../errors/version-incompatible.error.js';
import type { HookCatalogue } from '../hookspec/hook-catalogue.js';
import { pluginOptionsOf, type MethodSubscription } from './plugin-metadata.js';
import type { NamedPlugin } from './plugin-namer.js';
import { RESOLVED_OPTIONS, type ResolvedOptions } from './plugin-system.options.js';
import { ScopedPluginResolver } from './scoped-plugin.resolver.js';

/** Makes subscribers of a plugin's `@OnHook` methods, checked against the loaded hookspecs. */
@Injectable()
export class SubscriberFactory {
  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly resolver: ScopedPluginResolver,
  ) {}

  /**
   * @param plugin whose methods they are
   * @param catalogue the hooks that there are
   * @param problems takes what does not fit them
   */
  create(plugin: NamedPlugin, catalogue: HookCatalogue, problems: BootProblems): Subscriber[] {
    checkVersions(plugin, catalogue, problems);
    return plugin.subscriptions.flatMap((subscription) => {
      const { kind, hook, method, optional } = subscription;
      const lookup = catalogue.find(kind, hook);
      if ('hook' in lookup) {
        const limits = this.limitsOf(subscription);
        const holder = this.holderOf(plugin, method);
        return [new Subscriber(plugin.name, kind, hook, limits, holder, method, subscription.origin === 'local')];
      }
      const isDeclared = catalogue.kind(kind)?.hooks.has(hook) ?? false;
      if (!optional || isDeclared) {
        problems.add(`${describe(plugin, subscription)} ${lookup.reason}${placeOf(subscription)}`, lookup.toError);
      }
      return [];
    });
  }

  private limitsOf({ timeout, maxInFlight }: MethodSubscription): SubscriberLimits {
    return { timeout: timeout ?? this.options.timeout, maxInFlight: maxInFlight ?? this.options.maxInFlight };
  }

  private holderOf({ instance, wrapper }: NamedPlugin, method: string | symbol): ListenerHolder {
    if (instance) return instance as ListenerHolder;
    const listener: Listener = async (payload, delivery) => {
      const scoped = await this.resolver.resolve(wrapper, payload, delivery);
      const returned = Reflect.apply((scoped as ListenerHolder)[method] as Listener, scoped, [payload, delivery]);
      // Whoever awaits this sees a promise, and what that becomes is thrown away.
      refuseGenerator(returned);
      return returned;
    };
    return { [method]: listener };
  }
}

function checkVersions(plugin: NamedPlugin, catalogue: HookCatalogue, problems: BootProblems): void {
  const { kindApiVersion } = pluginOptionsOf(plugin.classRef);
  for (const kind of new Set(plugin.subscriptions.map((subscription) => subscription.kind))) {
    const wanted = typeof kindApiVersion === 'object' ? kindApiVersion[kind] : kindApiVersion;
    const loaded = catalogue.kind(kind)?.kindApiVersion;
    if (wanted === undefined || loaded === undefined || loaded.split('.')[0] === wanted) continue;
    problems.add(
      `${plugin.className} (in ${plugin.module}) was written for version ${wanted} of kind '${kind}' ` +
        `(@Plugin({ kindApiVersion })), but version ${loaded} is loaded: adapt the plugin, or load the version it knows`,
      (message) => new VersionIncompatibleError(message, kind, wanted, loaded),
    );
  }
}

function describe({ className }: NamedPlugin, { method, kind, hook }: MethodSubscription): string {
  return `${className}#${String(method)}: @OnHook('${kind}', '${hook}')`;
}

function placeOf({ site }: MethodSubscription): string {
  const place = site();
  return place === undefined ? '' : ` (${place})`;
}
