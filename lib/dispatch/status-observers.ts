import { formatLine } from './log-line.js';
import type { Log } from './log.js';
import type { HealthInfo } from './subscriber-health.js';
import { isThenable, whenSettled } from './thenable.js';
import { messageOf } from '../errors/thrown-value.js';

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

/** Those who want to know when a plugin's status changes. */
export class StatusObservers {
  /** Replaced, never changed: a change that is being told keeps the list it began with. */
  private observers: readonly PluginStatusObserver[] = [];
  /** Changes that nobody was told of yet, oldest first. */
  private readonly untold: PluginStatusChange[] = [];
  private isTelling = false;

  /** @param log must not throw */
  constructor(private readonly log: Log) {}

  /** Adds an observer of every change from now on. Returns what takes it back. */
  add(observer: PluginStatusObserver): () => void {
    // A function of its own, so that one observer may be given twice and taken back once.
    const told: PluginStatusObserver = (change) => observer(change);
    this.observers = [...this.observers, told];
    return () => {
      this.observers = this.observers.filter((other) => other !== told);
    };
  }

  /** Tells all of them. What changes while they are told, since one of them publishes, they are told of afterwards. */
  tell(change: PluginStatusChange): void {
    this.untold.push(change);
    if (this.isTelling) return;
    this.isTelling = true;
    try {
      for (let next = this.untold.shift(); next; next = this.untold.shift()) {
        for (const observer of this.observers) this.tellOne(observer, next);
      }
    } finally {
      this.isTelling = false;
    }
  }

  private tellOne(observer: PluginStatusObserver, change: PluginStatusChange): void {
    const complain = (error: unknown) => {
      const pairs = { observer: 'onStatusChange', plugin: change.plugin, error: messageOf(error) };
      this.log.error(formatLine(pairs, 'error'));
    };
    try {
      // One of its own, so that none can alter what the next one sees.
      const returned = observer({ ...change, since: new Date(change.since) });
      if (isThenable(returned)) whenSettled(returned, () => {}, complain);
    } catch (error) {
      complain(error);
    }
  }
}
