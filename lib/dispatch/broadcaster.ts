import { randomUUID } from 'node:crypto';
import { HookUnknownError } from '../errors/hook-unknown.error.js';
import { PayloadInvalidError } from '../errors/payload-invalid.error.js';
import type { PluginSystemError } from '../errors/plugin-system.error.js';
import { messageOf } from '../errors/thrown-value.js';
import { VersionIncompatibleError } from '../errors/version-incompatible.error.js';
import type { HookCatalogue } from '../hookspec/hook-catalogue.js';
import { compareVersions } from '../hookspec/kind-version.js';
import { jsonSnapshot } from '../hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../hookspec/snapshot/lossy-value.js';
import type { BufferedEvent } from './bootstrap-buffer.js';
import type { BroadcastTally } from './broadcast-result.js';
import type { Deliverer } from './deliverer.js';
import { RemoteDelivery } from './delivery.js';
import type { HookChannel, HookChannels } from './hook-channels.js';
import type { RemoteEvent } from './routes/broadcast-route.js';
import type { HookRoute } from './routes/hook-route.js';

/** How a {@link Broadcaster} treats payloads. */
export interface BroadcasterOptions {
  /** Whether a payload is checked even when nobody hears the hook. */
  readonly strict: boolean;
  /** Whether subscribers get a frozen copy or the publisher's own object. */
  readonly payloads: 'snapshot' | 'reference';
}

/** Brings an event to every subscriber of its hook, and on its other routes: finds the hook, copies and checks the payload. */
export class Broadcaster {
  /**
   * @param catalogue says why a hook cannot be published
   * @param channels who hears what
   * @param deliverer tells the subscribers
   */
  constructor(
    private readonly options: BroadcasterOptions,
    private readonly catalogue: HookCatalogue,
    private readonly channels: HookChannels,
    private readonly deliverer: Deliverer,
  ) {}

  /** What subscribers of any hook get to see of a payload: a {@link LossyValue} when it cannot be had. */
  copy(payload: unknown): unknown {
    return this.options.payloads === 'snapshot' ? jsonSnapshot(payload) : payload;
  }

  /** Copies, checks and delivers an event. Returns why nobody was told, if so. */
  publish(
    kind: string,
    hook: string,
    payload: unknown,
    id: string | undefined,
    tally: BroadcastTally | undefined,
  ): PluginSystemError | undefined {
    const channel = this.channels.find(kind, hook);
    if (channel === undefined) return this.explainMiss(kind, hook);
    if (this.canSkip(channel)) {
      channel.published++;
      return undefined;
    }
    if (this.options.payloads === 'reference') return this.checkAndDeliver(channel, payload, id, undefined, tally);
    const copy = channel.copy(payload);
    if (copy instanceof LossyValue) return lossy(channel, copy);
    return this.checkAndDeliver(channel, copy, id, undefined, tally);
  }

  /** Checks and delivers an event that was copied earlier. Returns why nobody was told, if so. */
  publishCopied({ kind, hook, payload, id, occurredAt }: BufferedEvent): PluginSystemError | undefined {
    const channel = this.channels.find(kind, hook);
    if (channel === undefined) return this.explainMiss(kind, hook);
    if (this.canSkip(channel)) {
      channel.published++;
      return undefined;
    }
    return this.checkAndDeliver(channel, payload, id, occurredAt, undefined);
  }

  /** Checks and delivers an event that was published elsewhere. Returns why nobody was told, if so. */
  receive({ kind, hook, payload, id, occurredAt, kindApiVersion }: RemoteEvent): PluginSystemError | undefined {
    const channel = this.channels.find(kind, hook);
    if (channel === undefined) return this.explainMiss(kind, hook);
    const age = compareVersions(kindApiVersion, channel.kindApiVersion);
    if (age === 'incompatible') return otherMajor(channel, kindApiVersion);

    // The schema there may know keys that a closed object here does not.
    const known = age === 'newer minor' ? channel.hook.withoutUnknownKeys(payload) : payload;
    const copy = channel.copy(known);
    const fault = copy instanceof LossyValue ? lossy(channel, copy) : faultOf(channel, copy);
    if (fault !== undefined) return fault;
    channel.received++;
    const delivery = new RemoteDelivery(kind, hook, id, occurredAt);
    this.deliverer.deliver(channel, copy, id, occurredAt, undefined, delivery);
    return undefined;
  }

  private canSkip({ subscribers, routes }: HookChannel): boolean {
    return subscribers.length === 0 && routes === undefined && !this.options.strict;
  }

  /** @param occurredAt `undefined` for now */
  private checkAndDeliver(
    channel: HookChannel,
    payload: unknown,
    id: string | undefined,
    occurredAt: number | undefined,
    tally: BroadcastTally | undefined,
  ): PluginSystemError | undefined {
    const fault = faultOf(channel, payload);
    if (fault !== undefined) return fault;
    channel.published++;
    const { routes } = channel;
    if (routes === undefined) this.deliverer.deliver(channel, payload, id, occurredAt, tally);
    else this.routeAndDeliver(routes, channel, payload, id ?? randomUUID(), occurredAt ?? Date.now(), tally);
    return undefined;
  }

  /** The routes go first: what a subscriber publishes in turn must not overtake what it heard. They only keep the event. */
  private routeAndDeliver(
    routes: readonly HookRoute[],
    channel: HookChannel,
    payload: unknown,
    id: string,
    occurredAt: number,
    tally: BroadcastTally | undefined,
  ): void {
    // A subscriber may change what is passed by reference, and a route reads it later.
    const copy = this.options.payloads === 'snapshot' ? payload : channel.copy(payload);
    if (copy instanceof LossyValue) {
      const refused = lossy(channel, copy);
      for (const route of routes) route.refuse(refused);
    } else {
      for (const route of routes) route.take(copy, id, occurredAt);
    }
    this.deliverer.deliver(channel, payload, id, occurredAt, tally);
  }

  private explainMiss(kind: unknown, hook: unknown): PluginSystemError {
    if (typeof kind !== 'string' || typeof hook !== 'string') {
      return new HookUnknownError('The names of kind and hook must be text', messageOf(kind), messageOf(hook));
    }
    const lookup = this.catalogue.find(kind, hook);
    return 'hook' in lookup
      ? new HookUnknownError(`'${kind}.${hook}' cannot be published yet`, kind, hook)
      : lookup.toError(`The publisher ${lookup.reason}`);
  }
}

/** How a payload breaks its schema. */
function faultOf(channel: HookChannel, payload: unknown): PayloadInvalidError | undefined {
  const { kind, name, validate } = channel.hook;
  try {
    const fault = validate(payload);
    return fault && new PayloadInvalidError(kind, name, fault.path, fault.reason);
  } catch (error) {
    // A getter, a proxy, an object that holds itself; and, with a few schemas, the code that ajv makes of them.
    return new PayloadInvalidError(kind, name, '', `cannot be read: ${messageOf(error)}`);
  }
}

function lossy({ hook }: HookChannel, { path, reason }: LossyValue): PayloadInvalidError {
  return new PayloadInvalidError(hook.kind, hook.name, path, reason);
}

function otherMajor({ kind, kindApiVersion }: HookChannel, theirs: string): VersionIncompatibleError {
  const message = `it was published with version ${theirs} of kind '${kind}', but version ${kindApiVersion} is loaded here`;
  return new VersionIncompatibleError(message, kind, theirs, kindApiVersion);
}
