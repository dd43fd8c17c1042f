import type { Broker } from '../brokers/broker.js';
import type { Fleet } from './fleet.js';
import type { RelayLimits } from './instance/instance-settings.js';
import type { Findings } from './verdict.js';

/** What a scenario is played with. */
export interface Stage {
  /** Runs, and must run again in the end. */
  readonly broker: Broker;
  /** Of three instances, all connected, with nothing that waits; and must be so again in the end. */
  readonly fleet: Fleet;
}

/** Something bad that happens, and how everybody is to bear it. */
export interface Scenario {
  readonly name: string;
  /** What the instances are started with. */
  readonly limits: RelayLimits;
  play(stage: Stage): Promise<Findings>;
}
