import type { Scenario } from '../scenario.js';
import { delivery } from './delivery.js';
import { frozen } from './frozen.js';
import { killedInTraffic } from './killed-in-traffic.js';
import { poison } from './poison.js';
import { replaced } from './replaced.js';
import { restart } from './restart.js';

/**
 * Every scenario there is, in the order in which they are played. All but the last share their instances, and the log about
 * poison, which goes on for 10 seconds, must not be taken for that of an instance whose neighbour was replaced.
 */
export const SCENARIOS: readonly Scenario[] = [delivery, replaced, poison, frozen, killedInTraffic, restart];

/** What they are called. */
export const SCENARIO_NAMES: readonly string[] = SCENARIOS.map(({ name }) => name);
