import { isDeepStrictEqual } from 'node:util';

import type { BrokerName } from '../brokers/broker-recipes.js';
import { Broker } from '../brokers/broker.js';
import { Fleet } from './fleet.js';
import { say } from './progress.js';
import type { Scenario } from './scenario.js';
import { brokenOff, resultOf, type ScenarioResult } from './scorecard.js';

/** Plays scenarios with one broker, one after the other. Those that ask for the same instances share them. */
export class BrokerRun {
  private readonly broker: Broker;
  private fleet: Fleet | undefined;

  /** @param tell is told of each result at once */
  constructor(
    private readonly name: BrokerName,
    private readonly tell: (result: ScenarioResult) => void,
  ) {
    this.broker = new Broker(name);
  }

  /** Plays them, and leaves nothing behind. */
  async play(scenarios: readonly Scenario[]): Promise<ScenarioResult[]> {
    const results: ScenarioResult[] = [];
    try {
      for (const scenario of scenarios) {
        const result = await this.playOne(scenario);
        results.push(result);
        this.tell(result);
      }
    } finally {
      await this.stopFleet();
      await this.broker.stop();
    }
    return results;
  }

  private async playOne(scenario: Scenario): Promise<ScenarioResult> {
    const start = performance.now();
    try {
      say(`${this.name}: ${scenario.name}`);
      if (this.broker.pids.length === 0) await this.broker.start();
      const fleet = await this.fleetFor(scenario);
      const found = await scenario.play({ broker: this.broker, fleet });
      return resultOf(scenario.name, found, performance.now() - start);
    } catch (error) {
      // Nobody knows in what state they are.
      await this.stopFleet();
      await this.broker.stop();
      return brokenOff(scenario.name, error, performance.now() - start);
    }
  }

  private async fleetFor({ limits }: Scenario): Promise<Fleet> {
    if (this.fleet !== undefined && isDeepStrictEqual(this.fleet.limits, limits)) return this.fleet;
    await this.stopFleet();
    this.fleet = new Fleet(this.broker, limits);
    await this.fleet.start();
    return this.fleet;
  }

  private async stopFleet(): Promise<void> {
    await this.fleet?.stop();
    this.fleet = undefined;
  }
}
