import type { PluginInfo, SubscriberInfo } from '../index.js';

/** What became of a plugin's deliveries of one hook, as metrics tell it. */
export interface DeliveryCounts {
  readonly attributes: { readonly kind: string; readonly hook: string; readonly plugin: string };
  /** By outcome: each delivery that has ended counts in one of them. */
  readonly ended: Map<'delivered' | 'failed' | 'timed_out' | 'shed', number>;
  inFlight: number;
}

/** The counts of some plugins, those of methods of one plugin that hear one hook added up. */
export function deliveryCounts(plugins: readonly PluginInfo[]): DeliveryCounts[] {
  const all: DeliveryCounts[] = [];
  for (const plugin of plugins) {
    const byHook = new Map<string, DeliveryCounts>();
    for (const subscriber of plugin.subscribers) {
      const key = `${subscriber.kind}.${subscriber.hook}`;
      const counts = byHook.get(key) ?? noneOf(subscriber);
      byHook.set(key, counts);
      add(counts, subscriber);
    }
    all.push(...byHook.values());
  }
  return all;
}

function noneOf({ kind, hook, plugin }: SubscriberInfo): DeliveryCounts {
  return { attributes: { kind, hook, plugin }, ended: new Map(), inFlight: 0 };
}

function add(counts: DeliveryCounts, { delivered, failed, timedOut, shed, inFlight }: SubscriberInfo): void {
  const { ended } = counts;
  ended.set('delivered', (ended.get('delivered') ?? 0) + delivered);
  ended.set('failed', (ended.get('failed') ?? 0) + failed - timedOut - shed);
  ended.set('timed_out', (ended.get('timed_out') ?? 0) + timedOut);
  ended.set('shed', (ended.get('shed') ?? 0) + shed);
  counts.inFlight += inFlight;
}
