import type { HookDeclaration, Hookspec } from '../hookspec/hookspec.js';
import type { Subscriber } from './subscriber.js';

/** A hook that can be published, and who hears it. */
export interface HookChannel {
  readonly hook: HookDeclaration;
  /** Replaced, never changed: a broadcast that has begun keeps the list it began with. */
  subscribers: readonly Subscriber[];
}

/** The channels of all loaded hooks of the dispatch class `broadcast_notify`. */
export class HookChannels {
  private readonly byKind = new Map<string, Map<string, HookChannel>>();

  /** Finds a hook's channel. */
  find(kind: string, hook: string): HookChannel | undefined {
    return this.byKind.get(kind)?.get(hook);
  }

  /** Opens a channel for each hook that can be published. */
  open(hookspecs: readonly Hookspec[]): void {
    for (const { kind, hooks } of hookspecs) {
      const channels = [...hooks.values()]
        .filter(({ dispatch }) => dispatch === 'broadcast_notify')
        .map((hook): [string, HookChannel] => [hook.name, { hook, subscribers: [] }]);
      this.byKind.set(kind, new Map(channels));
    }
  }

  /** Adds subscribers to the channels of their hooks, which must be open. */
  subscribe(subscribers: readonly Subscriber[]): void {
    const added = new Map<HookChannel, Subscriber[]>();
    for (const subscriber of subscribers) {
      const channel = this.find(subscriber.kind, subscriber.hook);
      if (channel === undefined) continue;
      const others = added.get(channel);
      if (others) others.push(subscriber);
      else added.set(channel, [subscriber]);
    }
    // Each list is copied once: a copy for every subscriber is quadratic when thousands hear one hook.
    for (const [channel, newcomers] of added) channel.subscribers = [...channel.subscribers, ...newcomers];
  }
}
