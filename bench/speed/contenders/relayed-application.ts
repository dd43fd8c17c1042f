import { PluginRelay, PluginRelayModule, type RelayBroker } from 'nestjs-plugin-system/relay';
import { startNotifyApplication, type NotifyApplication } from './nest-application.js';
import { HOOK, KIND } from './notify.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from './payloads.js';
import type { SubscriberClass } from './subscribers.js';

/** An application whose events reach the other instances of it. */
export interface RelayedApplication extends NotifyApplication {
  readonly relay: PluginRelay;
  /** Publishes so many events. */
  readonly publish: (events: number) => undefined;
}

/** Starts an application with the relay on its default options. Settles once the broker is connected. */
export async function startRelayedApplication(
  broker: RelayBroker,
  classes: readonly SubscriberClass[],
): Promise<RelayedApplication> {
  const application = await startNotifyApplication(
    [{ kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA, classes }],
    [PluginRelayModule.forRoot(broker)],
  );
  const relay = application.app.get(PluginRelay);
  await relay.whenConnected();
  const { notifyService } = application;
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      notifyService.notify(KIND, HOOK, REQUEST_EVENTS[index & EVENTS_MASK]);
    }
  };
  return { ...application, relay, publish };
}
