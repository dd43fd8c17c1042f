import { Injectable } from '@nestjs/common';
import { Dispatcher } from '../dispatch/dispatcher.js';
import { HookChannels } from '../dispatch/hook-channels.js';
import { StatisticsKeeper, type StatisticsObserver } from '../dispatch/observation/statistics-keeper.js';
import { PluginStatuses } from '../dispatch/plugin-statuses.js';
import type { PluginStatusObserver } from '../dispatch/status-observers.js';
import type { Subscriber } from '../dispatch/subscriber.js';
import { HookCatalogue } from '../hookspec/hook-catalogue.js';
import type { HookDeclaration } from '../hookspec/hookspec.js';
import { deliverySeries, type DeliverySeries } from './delivery-series.js';
import type { HookInfo, KindInfo, PluginInfo, RefusalInfo, RouteInfo, SubscriberInfo } from './plugin-info.js';
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
    private readonly keeper: StatisticsKeeper,
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

  /** What became of deliveries, by plugin and hook: methods of one plugin that hear one hook are added up. */
  deliveries(): readonly DeliverySeries[] {
    return deliverySeries(this.plugins());
  }

  /** Who hears a hook; nobody when there is no such hook. */
  subscribersOf(kind: string, hook: string): readonly SubscriberInfo[] {
    return (this.channels.find(kind, hook)?.subscribers ?? []).map(subscriberInfo);
  }

  /** The ways that broadcasts take besides the subscribers of this process; none unless a part of the application adds one. */
  routes(): readonly RouteInfo[] {
    return this.dispatcher.routes.statuses();
  }

  /** How many events were refused, by hook and code. What publishers made up shares one entry a code. */
  refusals(): readonly RefusalInfo[] {
    const undeclared = new Map<RefusalInfo['code'], number>();
    const declared: RefusalInfo[] = [];
    for (const { kind, hook, code, count } of this.dispatcher.refusalCounts()) {
      const isDeclared = kind !== undefined && hook !== undefined && this.catalogue.kind(kind)?.hooks.has(hook);
      if (isDeclared) declared.push({ kind, hook, code, count });
      else undeclared.set(code, (undeclared.get(code) ?? 0) + count);
    }
    const rest = Array.from(undeclared, ([code, count]) => ({ kind: undefined, hook: undefined, code, count }));
    return [...declared, ...rest];
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

  /**
   * Has more known of each subscriber than counts, from now on: `statistics`. It costs some nanoseconds an event; nothing
   * while nobody has called this.
   *
   * @returns ends it; when nobody wants statistics any more they are forgotten
   */
  keepStatistics(observer: StatisticsObserver = {}): () => void {
    return this.keeper.keep(observer);
  }

  private pluginInfo({ name, className, module, instance, subscribers }: LoadedPlugin): PluginInfo {
    const scope = instance === undefined ? 'request' : 'static';
    return { name, className, module, scope, ...this.statuses.of(name), subscribers: subscribers.map(subscriberInfo) };
  }

  private hookInfo(hook: HookDeclaration): HookInfo {
    const { kind, name, dispatch, description } = hook;
    const channel = this.channels.find(kind, name);
    return {
      name,
      dispatch,
      description,
      subscribers: channel?.subscribers.length ?? 0,
      published: channel?.published ?? 0,
      received: channel?.received ?? 0,
      refused: this.dispatcher.refusedCount(kind, name),
      // Parsed when somebody asks, where it was compiled ahead.
      get inputSchema() {
        return hook.inputSchema;
      },
    };
  }
}

function subscriberInfo(subscriber: Subscriber): SubscriberInfo {
  const { plugin, method, kind, hook, delivered, failed, timedOut, shed, inFlight, health } = subscriber;
  const { consecutiveFailures, status, reason, since } = health;
  const counts = { delivered, failed, timedOut, shed, inFlight, consecutiveFailures };
  const statistics = subscriber.record?.statistics(delivered);
  return { plugin, method, kind, hook, ...counts, status, reason, since: new Date(since), statistics };
}
