import type { HookDeclaration, Hookspec } from '../hookspec/hookspec.js';
import { jsonSnapshot } from '../hookspec/snapshot/json-snapshot.js';
import type { PayloadSnapshot } from '../hookspec/snapshot/payload-snapshot.js';
import { internalized } from './internalized.js';
import type { Subscriber } from './subscriber.js';

/**
 * How many events of a hook are copied by the code that all hooks share, before it gets code of its own. V8 makes code fast
 * that runs often: with ten thousand hooks in turn, each in code of its own, an event took four times as long (8 against 2 µs).
 */
const EVENTS_UNTIL_OWN_CODE = 500;

/** A hook that can be published, and who hears it. */
export class HookChannel {
  /** The hook's kind. */
  readonly kind: string;
  /** Replaced, never changed: a broadcast that has begun keeps the list it began with. */
  subscribers: readonly Subscriber[] = [];
  /** Whether one of them can see the `Delivery` of a broadcast. */
  isDeliveryWanted = false;
  private snapshot: PayloadSnapshot = jsonSnapshot;
  private untilOwnCode = EVENTS_UNTIL_OWN_CODE;

  constructor(readonly hook: HookDeclaration) {
    this.kind = internalized(hook.kind);
  }

  /** Copies a payload of this hook. A `LossyValue` when it cannot be had. */
  copy(payload: unknown): unknown {
    if (this.untilOwnCode > 0 && --this.untilOwnCode === 0) this.snapshot = this.hook.compileSnapshot();
    return this.snapshot(payload);
  }

  /** Adds subscribers behind those that are there. */
  subscribe(newcomers: readonly Subscriber[]): void {
    this.subscribers = [...this.subscribers, ...newcomers];
    this.isDeliveryWanted ||= newcomers.some(({ wantsDelivery }) => wantsDelivery);
  }
}

/** The channels of all loaded hooks of the dispatch class `broadcast_notify`. */
export class HookChannels {
  /** By the hook's name, which mostly one kind has: one look into a map is 6 ns less than two. Else by kind. */
  private readonly byHook = new Map<string, HookChannel | Map<string, HookChannel>>();

  /** Finds a hook's channel. */
  find(kind: string, hook: string): HookChannel | undefined {
    const found = this.byHook.get(hook);
    if (found instanceof HookChannel) return found.kind === kind ? found : undefined;
    return found?.get(kind);
  }

  /** Opens a channel for each hook that can be published. */
  open(hookspecs: readonly Hookspec[]): void {
    for (const { hooks } of hookspecs) {
      for (const hook of hooks.values()) {
        if (hook.dispatch === 'broadcast_notify') this.add(new HookChannel(hook));
      }
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
    for (const [channel, newcomers] of added) channel.subscribe(newcomers);
  }

  private add(channel: HookChannel): void {
    const name = internalized(channel.hook.name);
    const found = this.byHook.get(name);
    if (found === undefined) this.byHook.set(name, channel);
    else if (found instanceof HookChannel)
      this.byHook.set(
        name,
        new Map([
          [found.kind, found],
          [channel.kind, channel],
        ]),
      );
    else found.set(channel.kind, channel);
  }
}
