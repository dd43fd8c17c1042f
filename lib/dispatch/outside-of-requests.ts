import { AsyncResource } from 'node:async_hooks';

// Made when this module is loaded: an application loads its modules before its first request.
const nobody = new AsyncResource('PluginSystemTimer');

/**
 * Runs something in the asynchronous context of nobody: for starting timers that serve many requests. A timer belongs to
 * the request in which it is started: it would keep that request's AsyncLocalStorage alive, and what it does would be
 * logged in that request's name.
 */
export function outsideOfRequests<T>(run: () => T): T {
  return nobody.runInAsyncScope(run);
}
