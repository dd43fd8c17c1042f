import type { RelayBroker } from 'nestjs-plugin-system/relay';
import { EMIT, RELAYED } from '../groups/relay-names.js';
import { emitter } from './emit.js';
import { startRelayedApplication } from './relayed-application.js';

/** What publishes events for another process. */
export interface Sender {
  readonly publish: (events: number) => void;
  /** @throws Error when something was not sent */
  readonly check: () => void;
  readonly close: () => Promise<void>;
}

/** Every way to send, by its name. Settles once the broker is connected. */
export const SENDERS: Readonly<Record<string, (broker: RelayBroker) => Promise<Sender>>> = {
  [RELAYED]: async (broker) => {
    const { relay, publish, close } = await startRelayedApplication(broker, []);
    const check = (): void => {
      const { dropped } = relay.figures();
      if (dropped > 0) throw new Error(`${dropped} events were dropped`);
    };
    return { publish, check, close };
  },
  [EMIT]: async (broker) => ({ ...(await emitter(broker)), check: () => {} }),
};
