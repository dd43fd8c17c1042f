import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { BrokerName } from '../brokers/broker-recipes.js';
import { Broker } from '../brokers/broker.js';
import { Fleet } from './fleet.js';
import { say } from './progress.js';
import type { Scenario } from './scenario.js';
import { brokenOff, resultOf, type ScenarioResult } from './scorecard.js';
import type { Findings } from './verdict.js';

/** How long a scenario may take, in milliseconds: several times what it takes where it goes badly. */
const TIMEOUT = 180_000;

/** Plays scenarios with one broker, one after the other. Those that ask for the same instances share them. */
export class BrokerRun {
  /** Whether it was ended from outside: its results are none, then. */
  isStopped = false;
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
        if (this.isStopped) break;
        results.push(result);
        this.tell(result);
      }
    } finally {
      await this.end();
    }
    return results;
  }

  /** Ends everything, whatever is being played. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.end();
  }

  private async playOne(scenario: Scenario): Promise<ScenarioResult> {
    const start = performance.now();
    try {
      say(`${this.name}: ${scenario.name}`);
      const found = await inTime(this.findingsOf(scenario));
      return resultOf(scenario.name, found, performance.now() - start);
    } catch (error) {
      // Nobody knows in what state they are.
      await this.end();
      return brokenOff(scenario.name, error, performance.now() - start);
    }
  }

  private async findingsOf(scenario: Scenario): Promise<Findings> {
    if (this.broker.pids.length === 0) await this.broker.start();
    return scenario.play({ broker: this.broker, fleet: await this.fleetFor(scenario) });
  }

  private async fleetFor({ limits }: Scenario): Promise<Fleet> {
    if (this.fleet !== undefined && isDeepStrictEqual(this.fleet.limits, limits)) return this.fleet;
    await this.fleet?.stop();
    this.fleet = new Fleet(this.broker, limits);
    await this.fleet.start();
    return this.fleet;
  }

  private async end(): Promise<void> {
    await this.fleet?.stop();
    this.fleet = undefined;
    await this.broker.stop();
  }
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  const over = new AbortController();
  const timeout = delay(TIMEOUT, undefined, { signal: over.signal }).then(() => {
    throw new Error(`it took longer than ${TIMEOUT / 1_000} s`);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    over.abort();
  }
}
