import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import { PluginRegistry } from 'nestjs-plugin-system';

import { LONGEST_TIMEOUT } from '../limits.js';
import { HangsUntilShutdown } from '../plugins/hangs-until-shutdown.js';

const PATIENCE = LONGEST_TIMEOUT + 5_000;
const INTERVAL = 50;

/** Says how much memory is in use when nobody does anything. */
@Controller('heap')
export class HeapController {
  constructor(private readonly registry: PluginRegistry) {}

  /** Waits until every delivery that can settle has, collects garbage, and gives the bytes that are left. */
  @Get()
  async heapUsed(): Promise<{ bytes: number; settled: boolean }> {
    const deadline = performance.now() + PATIENCE;
    while (this.inFlight() > 0 && performance.now() < deadline) await delay(INTERVAL);
    for (let round = 0; round < 3; round++) {
      // What finalizers let go is garbage only for the next round.
      await delay(INTERVAL);
      globalThis.gc?.();
    }
    return { bytes: process.memoryUsage().heapUsed, settled: this.inFlight() === 0 };
  }

  private inFlight(): number {
    return this.registry
      .plugins()
      .filter(({ name }) => name !== HangsUntilShutdown.pluginName)
      .flatMap(({ subscribers }) => subscribers)
      .reduce((sum, { inFlight }) => sum + inFlight, 0);
  }
}
