import { AsyncLocalStorage } from 'node:async_hooks';
import { context, type Context } from '@opentelemetry/api';

/**
 * Makes an OpenTelemetry context the active one inside of `runStores` of a diagnostics channel.
 *
 * A subscriber of a channel is told that something starts, and has returned before it does: it cannot have anything be
 * active in it. Only a bound `AsyncLocalStorage` can, since Node calls `store.run(context, what starts)`. The one that
 * OpenTelemetry uses is its own secret, and an application may use another context manager; but whichever it is,
 * `context.with` does the same. So this one stores nothing and passes `run` on to that.
 */
export class ContextStore extends AsyncLocalStorage<Context> {
  override run<R, A extends unknown[]>(active: Context, callback: (...args: A) => R, ...args: A): R {
    return context.with<A, (...args: A) => R>(active, callback, undefined, ...args);
  }
}
