import type { RemoteEvent } from 'nestjs-plugin-system';
import type { HookRoute } from '../../../lib/dispatch/routes/hook-route.js';
import { Subscriber, type Listener } from '../../../lib/dispatch/subscriber.js';
import { openBus, type Bus, type BusParts } from './dispatch-fixture.js';
import { RecordedRoute, type RouteParts } from './recorded-route.js';

/** Adds a route to the dispatcher of a test. */
export function addRoute({ dispatcher }: Pick<Bus, 'dispatcher'>, parts?: RouteParts, name = 'r'): RecordedRoute {
  return dispatcher.routes.add(name, (access) => new RecordedRoute(access, parts));
}

/** A subscriber of `k.on_a` that hears only what is published in this process. */
export function localSubscriberOf(tell: Listener, plugin = 'Local'): Subscriber {
  return new Subscriber(plugin, 'k', 'on_a', { timeout: 30_000, maxInFlight: 16_384 }, { hear: tell }, 'hear', true);
}

/** The routes of `k.on_a`. */
export function routesOf({ channels }: Pick<Bus, 'channels'>): readonly HookRoute[] | undefined {
  return channels.find('k', 'on_a')?.routes;
}

/** An event that somebody else has published to `k.on_a`. */
export const EVENT: RemoteEvent = {
  kind: 'k',
  hook: 'on_a',
  payload: { a: 1 },
  id: 'e1',
  occurredAt: 5,
  kindApiVersion: '1.0.0',
};

/** A running dispatcher with a route that brings such events in. */
export function receiving(subscribers: readonly Subscriber[], parts?: BusParts) {
  const bus = openBus(subscribers, parts);
  const route = addRoute(bus);
  const channel = bus.channels.find('k', 'on_a');
  if (channel === undefined) throw new Error('it is declared');
  const receive = (changes: Partial<RemoteEvent> = {}) => route.access.receive({ ...EVENT, ...changes });
  return { bus, route, channel, receive };
}
