import { Injectable } from '@nestjs/common';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { HookChannels } from '../dispatch/hook-channels.js';
import { PluginStatuses } from '../dispatch/plugin-statuses.js';
import type { PluginStatusObserver } from '../dispatch/status-observers.js';
import type { Subscriber } from '../dispatch/subscriber.js';
import { HookCatalogue } from '../hookspec/hook-catalogue.js';
import type { HookDeclaration } from '../hookspec/hookspec.js';
import type { HookInfo, KindInfo, PluginInfo, SubscriberInfo } from './plugin-info.js';
import { PluginLoader, type LoadedPlugin } from './plugin.loader.js';

/**
 * Tells which kinds are loaded and who subscribes to what. What it returns shows the moment of the call and does not
 * change afterwards. It is empty until the application has begun to initialise.
 */
@Injectable()
export class PluginRegistry {
  /** @internal */
  constructor(
    private readonly loader: PluginLoader,
    private readonly catalogue: HookCatalogue,
    private readonly channels: HookChannels,
    private readonly dispatcher: Dispatcher,
    private readonly statuses: PluginStatuses,
  ) {}

  /** Every loaded kind with its hooks, those of other dispatch classes included. */
  kinds(): readonly KindInfo[] {
    return this.catalogue.all().map(({ kind, kindApiVersion, description, file, hooks }) => ({
      kind,
      kindApiVersion,
      description,
      file,
      hooks: Array.from(hooks.values(), (hook) => this.hookInfo(hook)),
    }));
  }

  /** Every plugin with its subscribers. */
  plugins(): readonly PluginInfo[] {
    return this.loader.plugins.map((plugin) => this.pluginInfo(plugin));
  }

  /** Who hears a hook; nobody when there is no such hook. */
  subscribersOf(kind: string, hook: string): readonly SubscriberInfo[] {
    return (this.channels.find(kind, hook)?.subscribers ?? []).map(subscriberInfo);
  }

  /**
   * Finds the plugins and the hookspecs of modules that were loaded lazily, after the application had started. Nest runs no
   * lifecycle hooks for these: a plugin's `onModuleInit` is not called.
   *
   * @returns the plugins that were found
   * @throws HookspecInvalidError, PluginSystemError as at boot; then nothing of it is taken
   */
  refresh(): readonly PluginInfo[] {
    return this.loader.load().map((plugin) => this.pluginInfo(plugin));
  }

  /**
   * Tells an observer whenever a plugin becomes degraded or operational again. It is called at once, perhaps inside
   * somebody's `notify()`; what it throws or rejects with is logged and reaches nobody.
   *
   * @returns takes the observer back
   * @throws TypeError when it is no function
   *
   * @example
   * const stop = registry.onStatusChange(({ plugin, status, reason }) => pager.tell(`${plugin} is ${status}: ${reason}`));
   */
  onStatusChange(observer: PluginStatusObserver): () => void {
    // Plain JavaScript would find out in the incident that it is for.
    if (typeof observer !== 'function') throw new TypeError('onStatusChange() needs a function');
    return this.statuses.observe(observer);
  }

  private pluginInfo({ name, className, module, instance, subscribers }: LoadedPlugin): PluginInfo {
    const scope = instance === undefined ? 'request' : 'static';
    return { name, className, module, scope, ...this.statuses.of(name), subscribers: subscribers.map(subscriberInfo) };
  }

  private hookInfo({ kind, name, dispatch, description }: HookDeclaration): HookInfo {
    const subscribers = this.channels.find(kind, name)?.subscribers.length ?? 0;
    return { name, dispatch, description, subscribers, refused: this.dispatcher.refusedCount(kind, name) };
  }
}

function subscriberInfo(subscriber: Subscriber): SubscriberInfo {
  const { plugin, method, kind, hook, delivered, failed, timedOut, shed, inFlight, health } = subscriber;
  const { consecutiveFailures, status, reason, since } = health;
  const counts = { delivered, failed, timedOut, shed, inFlight, consecutiveFailures };
  return { plugin, method, kind, hook, ...counts, status, reason, since: new Date(since) };
}
