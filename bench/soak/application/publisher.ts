import { Injectable } from '@nestjs/common';
import { NotifyService } from 'nestjs-plugin-system';

import { KIND, type SoakEvents, type SoakHook } from './events.js';
import { LatencySample } from './latency-sample.js';
import { Ledger } from './ledger.js';
import { hearersOf } from './plugin-table.js';
import { deface, seal, type Sealed } from './seal.js';

/** How this application publishes: everything is sealed, timed and entered in the ledger. */
@Injectable()
export class Publisher {
  readonly latencies = new LatencySample();

  constructor(
    private readonly notifyService: NotifyService,
    private readonly ledger: Ledger,
  ) {}

  /** Publishes an event that is as it should be, and forgets it. */
  notify<H extends SoakHook>(hook: H, event: SoakEvents[H]): void {
    const sealed = seal(event);
    this.ledger.owe(hook);
    const start = performance.now();
    this.guard(() => this.notifyService.notify(KIND, hook, sealed));
    this.latencies.add(performance.now() - start);
    this.inspectAndDeface(sealed);
  }

  /**
   * Publishes an event that is as it should be, and waits for its subscribers.
   *
   * A plugin may come to it after the application has shut down. Then it is refused, and nothing is owed.
   */
  async dispatch<H extends SoakHook>(hook: H, event: SoakEvents[H]): Promise<void> {
    const sealed = seal(event);
    this.ledger.owe(hook);
    const outcome = this.guard(() => this.notifyService.dispatch(KIND, hook, sealed));
    this.inspectAndDeface(sealed);
    const { delivered, failed, refused } = await outcome;
    if (refused?.code === 'SHUT_DOWN') {
      this.ledger.owe(hook, -1);
      this.ledger.refuse(KIND, hook);
    } else if (refused !== undefined || delivered + failed.length !== hearersOf(hook).length) {
      this.ledger.wrongDispatchResults++;
    }
  }

  /** Makes a mistake: publishes what nobody may be told of. */
  notifyWrongly(kind: string, hook: string, payload: unknown): void {
    this.ledger.refuse(kind, hook);
    this.guard(() => this.notifyService.notify(kind, hook, payload));
  }

  private guard<T>(publish: () => T): T {
    try {
      return publish();
    } catch (error) {
      this.ledger.publishersThrownAt++;
      throw error;
    }
  }

  private inspectAndDeface(sealed: Sealed<object>): void {
    this.ledger.inspect(sealed);
    deface(sealed);
  }
}
