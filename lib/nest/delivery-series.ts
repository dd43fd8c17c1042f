import { Durations } from '../dispatch/observation/durations.js';
import type { PluginInfo, SubscriberInfo } from './plugin-info.js';

/** What became of one plugin's deliveries of one hook, as monitoring systems keep it. */
export interface DeliverySeries {
  readonly labels: { readonly kind: string; readonly hook: string; readonly plugin: string };
  /** How many ended in each way: all of them together are the deliveries that have ended. */
  readonly outcomes: {
    readonly delivered: number;
    /** Neither timed out nor shed. */
    readonly failed: number;
    readonly timed_out: number;
    readonly shed: number;
  };
  /** Those that have not ended. */
  readonly inFlight: number;
  /** Of those whose time was taken; none unless somebody has called `PluginRegistry.keepStatistics()`. */
  readonly durations: Durations;
}

/** The series of some plugins: methods of one plugin that hear one hook share one. */
export function deliverySeries(plugins: readonly PluginInfo[]): DeliverySeries[] {
  return plugins.flatMap(({ subscribers }) => {
    const byHook = new Map<string, SubscriberInfo[]>();
    for (const subscriber of subscribers) {
      const key = `${subscriber.kind}.${subscriber.hook}`;
      const others = byHook.get(key);
      if (others) others.push(subscriber);
      else byHook.set(key, [subscriber]);
    }
    return Array.from(byHook.values(), seriesOf);
  });
}

function seriesOf(subscribers: readonly SubscriberInfo[]): DeliverySeries {
  const [{ kind, hook, plugin }] = subscribers as [SubscriberInfo];
  const sum = (count: (subscriber: SubscriberInfo) => number) =>
    subscribers.reduce((total, subscriber) => total + count(subscriber), 0);
  return {
    labels: { kind, hook, plugin },
    outcomes: {
      delivered: sum(({ delivered }) => delivered),
      failed: sum(({ failed, timedOut, shed }) => failed - timedOut - shed),
      timed_out: sum(({ timedOut }) => timedOut),
      shed: sum(({ shed }) => shed),
    },
    inFlight: sum(({ inFlight }) => inFlight),
    durations: Durations.merge(subscribers.flatMap(({ statistics }) => statistics?.durations ?? [])),
  };
}
