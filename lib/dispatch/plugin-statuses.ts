import { formatLine } from './log-line.js';
import type { Log } from './log.js';
import { outsideOfRequests } from './outside-of-requests.js';
import type { HealthInfo } from './subscriber-health.js';
import type { Subscriber } from './subscriber.js';
import { isThenable, whenSettled } from './thenable.js';
import { messageOf } from './thrown-value.js';

/** A plugin's status has changed. */
export interface PluginStatusChange extends HealthInfo {
  /** The plugin's name. */
  readonly plugin: string;
  /** The subscriber that brought the change about. */
  readonly method: string;
  readonly kind: string;
  readonly hook: string;
}

/** Is told of changes. What it throws, or rejects with, is logged and reaches nobody. */
export type PluginStatusObserver = (change: PluginStatusChange) => unknown;

/** What is remembered of a plugin whose status has changed. */
interface PluginState {
  /** Its subscribers that are degraded, the first to become so first. */
  readonly degraded: Set<Subscriber>;
  health: HealthInfo;
}

/**
 * Follows how subscribers do and says when a plugin's status changes, which is that of its worst subscriber: once in the
 * log, and to every observer.
 */
export class PluginStatuses {
  private readonly states = new Map<string, PluginState>();
  private readonly beginning = new Date();
  private readonly observers = new Set<PluginStatusObserver>();
  /** The subscribers that are looked at once more when their time has come. */
  private readonly rechecked = new WeakSet<Subscriber>();

  /** @param log must not throw */
  constructor(private readonly log: Log) {}

  /** Tells an observer of every change from now on. Returns what takes that back. */
  observe(observer: PluginStatusObserver): () => void {
    // A function of its own, so that one observer may be given twice and taken back once.
    const told: PluginStatusObserver = (change) => observer(change);
    this.observers.add(told);
    return () => {
      this.observers.delete(told);
    };
  }

  /** How a plugin does. */
  of(plugin: string): HealthInfo {
    const state = this.states.get(plugin);
    if (state === undefined) return { status: 'operational', reason: undefined, since: new Date(this.beginning) };
    const { status, reason, since } = state.health;
    // The one that brought it about may be well again, and another one not.
    const [worst] = state.degraded;
    return { status, reason: worst?.health.reason ?? reason, since: new Date(since) };
  }

  /** A delivery of a subscriber has failed and was counted. */
  failed(subscriber: Subscriber): void {
    if (subscriber.health.failed(subscriber.delivered + subscriber.failed)) this.changed(subscriber);
  }

  /** A delivery of a subscriber that is not spotless ended well and was counted. */
  succeeded(subscriber: Subscriber): void {
    const { health } = subscriber;
    if (health.succeeded(subscriber.delivered + subscriber.failed)) this.changed(subscriber);
    else if (health.recoversIn !== undefined) this.recheckLater(subscriber, health.recoversIn);
  }

  /** It may not be told of anything any more when its time has come, and still it is well then. */
  private recheckLater(subscriber: Subscriber, delay: number): void {
    if (this.rechecked.has(subscriber)) return;
    this.rechecked.add(subscriber);
    const recheck = () => {
      this.rechecked.delete(subscriber);
      if (subscriber.health.recoverIfDue()) this.changed(subscriber);
    };
    // A timer may fire a millisecond early.
    outsideOfRequests(() => setTimeout(recheck, delay + 1).unref());
  }

  private changed(subscriber: Subscriber): void {
    const { plugin, health } = subscriber;
    const { status, reason, since } = health;
    const state = this.states.get(plugin) ?? { degraded: new Set(), health: this.of(plugin) };
    this.states.set(plugin, state);
    if (status === 'degraded') state.degraded.add(subscriber);
    else state.degraded.delete(subscriber);
    const isDegraded = state.degraded.size > 0;
    if (isDegraded === (state.health.status === 'degraded')) return;

    state.health = { status, reason, since };
    this.write(subscriber);
    // Each gets a change of its own, so that none can alter what the next one sees.
    for (const observer of this.observers) this.tell(observer, changeOf(subscriber));
  }

  private write({ plugin, kind, hook, health: { status, reason } }: Subscriber): void {
    const line = formatLine({ plugin, status, reason, kind, hook }, 'reason');
    if (status === 'degraded') this.log.warn(line);
    else this.log.info(line);
  }

  private tell(observer: PluginStatusObserver, change: PluginStatusChange): void {
    const complain = (error: unknown) => {
      this.log.error(
        formatLine({ observer: 'onStatusChange', plugin: change.plugin, error: messageOf(error) }, 'error'),
      );
    };
    try {
      const returned = observer(change);
      if (isThenable(returned)) whenSettled(returned, () => {}, complain);
    } catch (error) {
      complain(error);
    }
  }
}

function changeOf({ plugin, method, kind, hook, health }: Subscriber): PluginStatusChange {
  const { status, reason, since } = health;
  return { plugin, status, reason, since: new Date(since), method, kind, hook };
}
