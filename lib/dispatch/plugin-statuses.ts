import { formatLine } from './log-line.js';
import type { Log } from './log.js';
import { outsideOfRequests } from './outside-of-requests.js';
import { StatusObservers, type PluginStatusObserver } from './status-observers.js';
import type { HealthInfo } from './subscriber-health.js';
import type { Subscriber } from './subscriber.js';

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
  private readonly observers: StatusObservers;
  /** The timers of the subscribers that are looked at once more when their time has come. */
  private readonly rechecks = new Map<Subscriber, NodeJS.Timeout>();

  /** @param log must not throw */
  constructor(private readonly log: Log) {
    this.observers = new StatusObservers(log);
  }

  /** Tells an observer of every change from now on. Returns what takes that back. */
  observe(observer: PluginStatusObserver): () => void {
    return this.observers.add(observer);
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

  /** The application has shut down: nothing changes by itself any more. */
  stop(): void {
    for (const timer of this.rechecks.values()) clearTimeout(timer);
    this.rechecks.clear();
  }

  /** It may not be told of anything any more when its time has come, and still it is well then. */
  private recheckLater(subscriber: Subscriber, delay: number): void {
    if (this.rechecks.has(subscriber)) return;
    const recheck = () => {
      this.rechecks.delete(subscriber);
      if (subscriber.health.recoverIfDue()) this.changed(subscriber);
    };
    // A timer may fire a millisecond early.
    const timer = outsideOfRequests(() => setTimeout(recheck, delay + 1).unref());
    this.rechecks.set(subscriber, timer);
  }

  private changed(subscriber: Subscriber): void {
    const { plugin, method, kind, hook, health } = subscriber;
    const { status, reason, since } = health;
    const state = this.states.get(plugin) ?? { degraded: new Set(), health: this.of(plugin) };
    this.states.set(plugin, state);
    if (status === 'degraded') state.degraded.add(subscriber);
    else state.degraded.delete(subscriber);
    const isDegraded = state.degraded.size > 0;
    if (isDegraded === (state.health.status === 'degraded')) return;

    state.health = { status, reason, since };
    const line = formatLine({ plugin, status, reason, kind, hook }, 'reason');
    if (isDegraded) this.log.warn(line);
    else this.log.info(line);
    this.observers.tell({ plugin, status, reason, since, method, kind, hook });
  }
}
