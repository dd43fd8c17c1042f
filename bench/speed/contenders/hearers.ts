import type { RelayBroker } from 'nestjs-plugin-system/relay';
import { EMIT, RELAYED } from '../groups/relay-names.js';
import { hearEmitted } from './emit.js';
import type { RequestEvent } from './payloads.js';
import { startRelayedApplication } from './relayed-application.js';

/** Every way to hear what another process publishes, by its name. Settles once the broker is connected; returns what ends it. */
export const HEARERS: Readonly<
  Record<string, (broker: RelayBroker, onEvent: (event: RequestEvent) => void) => Promise<() => Promise<void>>>
> = {
  [RELAYED]: async (broker, onEvent) => {
    class Hearer {
      total = 0;
      hear(event: RequestEvent): void {
        onEvent(event);
      }
    }
    const { close } = await startRelayedApplication(broker, [Hearer]);
    return close;
  },
  [EMIT]: hearEmitted,
};
