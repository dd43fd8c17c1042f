import { Injectable } from '@nestjs/common';
import type { BroadcastNotifyResult } from '../dispatch/broadcast-result.js';
import { Dispatcher } from '../dispatch/dispatcher.js';
import type { HookKind, HookName } from './hook-registry.js';
import type { PublishedPayload } from './published-payload.js';

/** What a publisher may say of an event besides its payload. */
export interface PublishOptions {
  /**
   * The event's id, which subscribers see as `delivery.id`.
   *
   * @default a UUID, made when a subscriber first reads it
   */
  readonly id?: string;
}

/**
 * Publishes events. Every subscriber of the hook is told at once; what one of them throws reaches neither the publisher
 * nor the others.
 */
@Injectable()
export class NotifyService {
  /** @internal */
  constructor(private readonly dispatcher: Dispatcher) {}

  /**
   * Publishes an event and forgets it. Synchronous subscribers have run when it returns; asynchronous ones have begun.
   *
   * A publisher's mistake (an unknown hook, a payload that breaks its schema) is logged and counted, and nobody is told.
   *
   * @throws PluginSystemError for such a mistake, but only with the option `strict`
   *
   * @example
   * this.notifyService.notify('lifecycle_listener', 'on_request_started', { request_id: 'r1' });
   */
  notify<K extends HookKind, H extends HookName<K>>(
    kind: K,
    hook: H,
    payload: PublishedPayload<K, H>,
    options?: PublishOptions,
  ): void {
    this.dispatcher.notify(kind, hook, payload, options?.id);
  }

  /**
   * Publishes an event and settles once every subscriber has, with what became of it. While the application is starting it
   * settles at once and says `buffered`.
   *
   * @returns never rejects, except with the option `strict` for a publisher's mistake
   *
   * @example
   * const { delivered, failed } = await this.notifyService.dispatch('orders', 'on_order_placed', order);
   */
  dispatch<K extends HookKind, H extends HookName<K>>(
    kind: K,
    hook: H,
    payload: PublishedPayload<K, H>,
    options?: PublishOptions,
  ): Promise<BroadcastNotifyResult> {
    return this.dispatcher.dispatch(kind, hook, payload, options?.id);
  }

  /**
   * Settles once no delivery is in flight, those that begin meanwhile included; events buffered while starting do not
   * count. During shutdown it settles no later than `shutdownTimeout` allows.
   *
   * A plugin that closes something it needs does so after awaiting this. A subscriber must not await it: it would wait for
   * itself.
   */
  whenIdle(): Promise<void> {
    return this.dispatcher.whenIdle();
  }
}
