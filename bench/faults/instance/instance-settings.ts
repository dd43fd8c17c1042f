import type { BrokerName } from '../../brokers/broker-recipes.js';

/** What may differ from instance to instance. */
export interface RelayLimits {
  /** @default the relay's own */
  readonly maxWaiting?: number;
  /** @default the relay's own */
  readonly maxMessageBytes?: number;
}

/** What an instance is started with. */
export interface InstanceSettings extends RelayLimits {
  /** What it is called here. */
  readonly name: string;
  readonly broker: BrokerName;
  /** The broker's, on the loopback interface. */
  readonly port: number;
}
