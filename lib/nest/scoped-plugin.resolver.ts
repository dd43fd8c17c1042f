import { Inject, Injectable } from '@nestjs/common';
import { ContextIdFactory, ModuleRef, type ContextId } from '@nestjs/core';
import { REQUEST_CONTEXT_ID } from '@nestjs/core/router/request/request-constants.js';
import type { Delivery } from '../dispatch/delivery.js';
import type { InstanceWrapper } from './discovered-plugin.js';
import { RESOLVED_OPTIONS, type ResolvedOptions } from './plugin-system.options.js';

/** Makes instances of request-scoped plugins, durable ones included: one context for each broadcast. */
@Injectable()
export class ScopedPluginResolver {
  /** All request-scoped subscribers of a broadcast share its context, as the providers of a request do. */
  private readonly contexts = new WeakMap<Delivery, ContextId>();

  constructor(@Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions) {}

  /**
   * The instance that a broadcast is for.
   *
   * @throws whatever its constructor, one of its dependencies, or `requestFor` throws
   */
  async resolve(wrapper: InstanceWrapper, payload: unknown, delivery: Delivery): Promise<object> {
    const moduleRef = wrapper.host?.getProviderByKey<ModuleRef>(ModuleRef).instance;
    if (moduleRef === undefined) throw new Error('the module that provides this plugin is gone');
    const contextId = this.contextFor(moduleRef, payload, delivery);
    return moduleRef.resolve<unknown, object>(wrapper.token, contextId, { strict: true });
  }

  private contextFor(moduleRef: ModuleRef, payload: unknown, delivery: Delivery): ContextId {
    const known = this.contexts.get(delivery);
    if (known) return known;
    const request = this.options.requestFor(payload, delivery);
    const contextId = ContextIdFactory.getByRequest(request as Record<string, unknown>);
    // A real request that Nest has seen brings its context along, in which REQUEST is what Nest made it.
    if (!isKnownToNest(request)) moduleRef.registerRequestByContextId(request, contextId);
    this.contexts.set(delivery, contextId);
    return contextId;
  }
}

function isKnownToNest(request: unknown): boolean {
  return typeof request === 'object' && request !== null && Reflect.get(request, REQUEST_CONTEXT_ID) !== undefined;
}
