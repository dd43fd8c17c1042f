import type { HookDeclaration, Hookspec } from '../hookspec/hookspec.js';
import { jsonSnapshot } from '../hookspec/snapshot/json-snapshot.js';
import type { PayloadSnapshot } from '../hookspec/snapshot/payload-snapshot.js';
import { internalized } from './internalized.js';
import { deliveryChannel } from './observation/delivery-channel.js';
import type { DeliveryRecord } from './observation/delivery-record.js';
import { TRACED, type Watch } from './observation/watched-delivery.js';
import type { HookRoute } from './routes/hook-route.js';
import type { Subscriber } from './subscriber.js';

/**
 * How many events of a hook are copied by the code that all hooks share, before it gets code of its own. V8 makes code fast
 * that runs often: with ten thousand hooks in turn, each in code of its own, an event took four times as long (8 against 2 µs).
 */
const EVENTS_UNTIL_OWN_CODE = 500;

/** The time of one in so many events is taken: two looks at the clock would double the cost of each delivery. */
const EVENTS_PER_SAMPLE = 64;
/** The value of a countdown that stands still. One that is due goes below 0 where the stack ends, and must not stop there. */
const NEVER = -(2 ** 30);

/** A hook that can be published, and who hears it. */
export class HookChannel {
  /** The hook's kind. */
  readonly kind: string;
  /** Replaced, never changed: a broadcast that has begun keeps the list it began with. */
  subscribers: readonly Subscriber[] = [];
  /** Those of them that also hear what was published elsewhere. */
  remoteSubscribers: readonly Subscriber[] = [];
  /** The ways that its events take besides its subscribers; absent where there is none. */
  routes: readonly HookRoute[] | undefined;
  /** Whether one of them can see the `Delivery` of a broadcast. */
  isDeliveryWanted = false;
  /** How many events were published and not refused, whether anybody heard them or not. */
  published = 0;
  /** How many events came from elsewhere and were not refused. */
  received = 0;
  private untilTimed = NEVER;
  /** How many events there are for one whose time is taken, on average. */
  private pace = EVENTS_PER_SAMPLE;
  /** How many events had been published when the time of one was last taken, and a second ago. */
  private timedAt = 0;
  private pacedAt = 0;
  private snapshot: PayloadSnapshot = jsonSnapshot;
  private untilOwnCode = EVENTS_UNTIL_OWN_CODE;

  /** @param kindApiVersion SemVer: the version of its kind */
  constructor(
    readonly hook: HookDeclaration,
    readonly kindApiVersion: string,
  ) {
    this.kind = internalized(hook.kind);
  }

  /** Copies a payload of this hook. A `LossyValue` when it cannot be had. */
  copy(payload: unknown): unknown {
    if (this.untilOwnCode > 0 && --this.untilOwnCode === 0) this.snapshot = this.hook.compileSnapshot();
    return this.snapshot(payload);
  }

  /** How the deliveries of the event that has just been published are to be looked at, if at all. */
  watch(): Watch | undefined {
    // Asked once an event, and each of the two takes less than a nanosecond as long as nobody wants it.
    const isTimed = this.untilTimed !== NEVER && --this.untilTimed <= 0;
    const isTraced = deliveryChannel.hasSubscribers;
    if (isTimed) return { isTimed, isTraced, standsFor: this.standsFor() };
    return isTraced ? TRACED : undefined;
  }

  /** Has the time of the next event's deliveries taken, and of some after it. */
  timeNext(): void {
    this.untilTimed = 1;
    this.timedAt = this.events;
  }

  /**
   * A second is over: has the time of about one event taken in the next one where there are few, so that seldom published
   * hooks have figures as well.
   */
  adjustPace(): void {
    this.pace = Math.min(EVENTS_PER_SAMPLE, Math.max(1, this.events - this.pacedAt));
    this.pacedAt = this.events;
    if (this.untilTimed > 2 * this.pace) this.untilTimed = this.drawn();
  }

  /** Has no more times taken. */
  timeNone(): void {
    this.untilTimed = NEVER;
  }

  /** Adds subscribers behind those that are there. */
  subscribe(newcomers: readonly Subscriber[]): void {
    const isForAll = this.remoteSubscribers.length === this.subscribers.length && newcomers.every(isRemoteHeard);
    this.subscribers = [...this.subscribers, ...newcomers];
    this.remoteSubscribers = isForAll ? this.subscribers : this.subscribers.filter(isRemoteHeard);
    this.isDeliveryWanted ||= newcomers.some(({ wantsDelivery }) => wantsDelivery);
  }

  /** How many events its subscribers were told of. */
  private get events(): number {
    return this.published + this.received;
  }

  /** How many events the one whose time is taken now stands for: itself, and those since the last one. */
  private standsFor(): number {
    const count = this.events - this.timedAt;
    this.timedAt = this.events;
    this.untilTimed = this.drawn();
    return count;
  }

  /** By chance: what comes in a rhythm of its own must not always be looked at in the same beat. */
  private drawn(): number {
    return 1 + Math.floor(Math.random() * (2 * this.pace - 1));
  }
}

function isRemoteHeard({ isLocalOnly }: Subscriber): boolean {
  return !isLocalOnly;
}

/** The channels of all loaded hooks of the dispatch class `broadcast_notify`. */
export class HookChannels {
  /** By the hook's name, which mostly one kind has: one look into a map is 6 ns less than two. Else by kind. */
  private readonly byHook = new Map<string, HookChannel | Map<string, HookChannel>>();

  /** Makes the records of subscribers, while somebody wants them. */
  private newRecord: ((subscriber: Subscriber) => DeliveryRecord) | undefined;

  /** What each route does with the events of a hook. */
  private readonly routers: ((channel: HookChannel) => HookRoute | undefined)[] = [];

  /** Finds a hook's channel. */
  find(kind: string, hook: string): HookChannel | undefined {
    const found = this.byHook.get(hook);
    if (found instanceof HookChannel) return found.kind === kind ? found : undefined;
    return found?.get(kind);
  }

  /** Every channel. */
  *all(): Generator<HookChannel, void> {
    for (const found of this.byHook.values()) {
      if (found instanceof HookChannel) yield found;
      else yield* found.values();
    }
  }

  /** Gives every subscriber a record, later ones too, and has times taken. */
  keepRecords(newRecord: (subscriber: Subscriber) => DeliveryRecord): void {
    this.newRecord = newRecord;
    for (const channel of this.all()) {
      channel.timeNext();
      for (const subscriber of channel.subscribers) subscriber.record = newRecord(subscriber);
    }
  }

  /** Takes all of that back. */
  dropRecords(): void {
    this.newRecord = undefined;
    for (const channel of this.all()) {
      channel.timeNone();
      for (const subscriber of channel.subscribers) subscriber.record = undefined;
    }
  }

  /** Adds a route to every channel that it wants to be on, later ones too. */
  addRoute(router: (channel: HookChannel) => HookRoute | undefined): void {
    this.routers.push(router);
    for (const channel of this.all()) addTo(channel, router);
  }

  /** Opens a channel for each hook that can be published. */
  open(hookspecs: readonly Hookspec[]): void {
    for (const { hooks, kindApiVersion } of hookspecs) {
      for (const hook of hooks.values()) {
        if (hook.dispatch === 'broadcast_notify') this.add(new HookChannel(hook, kindApiVersion));
      }
    }
  }

  /** Adds subscribers to the channels of their hooks, which must be open. */
  subscribe(subscribers: readonly Subscriber[]): void {
    const added = new Map<HookChannel, Subscriber[]>();
    for (const subscriber of subscribers) {
      const channel = this.find(subscriber.kind, subscriber.hook);
      if (channel === undefined) continue;
      subscriber.record = this.newRecord?.(subscriber);
      const others = added.get(channel);
      if (others) others.push(subscriber);
      else added.set(channel, [subscriber]);
    }
    // Each list is copied once: a copy for every subscriber is quadratic when thousands hear one hook.
    for (const [channel, newcomers] of added) {
      channel.subscribe(newcomers);
      if (this.newRecord) channel.timeNext();
    }
  }

  private add(channel: HookChannel): void {
    for (const router of this.routers) addTo(channel, router);
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

function addTo(channel: HookChannel, router: (channel: HookChannel) => HookRoute | undefined): void {
  const route = router(channel);
  if (route !== undefined) channel.routes = [...(channel.routes ?? []), route];
}
