import { HookUnknownError } from '../errors/hook-unknown.error.js';
import { PayloadInvalidError } from '../errors/payload-invalid.error.js';
import type { PluginSystemError } from '../errors/plugin-system.error.js';
import { messageOf } from '../errors/thrown-value.js';
import type { HookCatalogue } from '../hookspec/hook-catalogue.js';
import { jsonSnapshot } from '../hookspec/snapshot/json-snapshot.js';
import { LossyValue } from '../hookspec/snapshot/lossy-value.js';
import type { BufferedEvent } from './bootstrap-buffer.js';
import type { BroadcastTally } from './broadcast-result.js';
import type { Deliverer } from './deliverer.js';
import type { HookChannel, HookChannels } from './hook-channels.js';

/** How a {@link Broadcaster} treats payloads. */
export interface BroadcasterOptions {
  /** Whether a payload is checked even when nobody hears the hook. */
  readonly strict: boolean;
  /** Whether subscribers get a frozen copy or the publisher's own object. */
  readonly payloads: 'snapshot' | 'reference';
}

/** Brings an event to every subscriber of its hook: finds the hook, copies and checks the payload, delivers. */
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
    if (copy instanceof LossyValue) return new PayloadInvalidError(kind, hook, copy.path, copy.reason);
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

  private canSkip({ subscribers }: HookChannel): boolean {
    return subscribers.length === 0 && !this.options.strict;
  }

  /** @param occurredAt `undefined` for now */
  private checkAndDeliver(
    channel: HookChannel,
    payload: unknown,
    id: string | undefined,
    occurredAt: number | undefined,
    tally: BroadcastTally | undefined,
  ): PluginSystemError | undefined {
    const { kind, name, validate } = channel.hook;
    try {
      const fault = validate(payload);
      if (fault) return new PayloadInvalidError(kind, name, fault.path, fault.reason);
    } catch (error) {
      // A getter, a proxy, an object that holds itself; and, with a few schemas, the code that ajv makes of them.
      return new PayloadInvalidError(kind, name, '', `cannot be read: ${messageOf(error)}`);
    }
    channel.published++;
    this.deliverer.deliver(channel, payload, id, occurredAt, tally);
    return undefined;
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
