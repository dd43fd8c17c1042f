import { Injectable } from '@nestjs/common';
import { NotifyService } from 'nestjs-plugin-system';
import { PluginRelay } from 'nestjs-plugin-system/relay';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

import { percentile } from '../../soak/scorecard/percentile.js';
import type { Pace, Published, Publishing } from './commands.js';
import { HOOK, KIND } from './counted-event.js';

/** Times beyond so many are not kept. */
const MAX_TIMES = 100_000;
const WAIT = 2;

/** Publishes, and measures how long `notify()` takes. */
@Injectable()
export class Publisher {
  /** One more than the number of the last event. */
  published = 0;
  private isStopped = false;

  constructor(
    private readonly notifyService: NotifyService,
    private readonly relay: PluginRelay,
  ) {}

  /** Publishes in slices. Settles once everything is published, or it is stopped. */
  async publish({ publisher, from, count, pace }: Publishing): Promise<Published> {
    const end = count === null ? Infinity : from + count;
    const times: number[] = [];
    this.isStopped = false;
    this.published = from;
    const start = performance.now();
    for (let slices = 1; this.published < end && !this.isStopped; slices++) {
      const sliceEnd = Math.min(end, this.published + pace.slice);
      for (let number = this.published; number < sliceEnd; number++) {
        const before = performance.now();
        this.notifyService.notify(KIND, HOOK, { publisher, number });
        if (times.length < MAX_TIMES) times.push(performance.now() - before);
      }
      this.published = sliceEnd;
      await this.rest(pace, start + slices * pace.pause);
    }
    times.sort((a, b) => a - b);
    const microseconds = { p50: percentile(times, 0.5) * 1_000, p99: percentile(times, 0.99) * 1_000 };
    return { to: this.published, microseconds };
  }

  /** Ends what is being published. */
  stop(): void {
    this.isStopped = true;
  }

  /** The pause is one from start to start: what the slices take must not slow them down. */
  private async rest({ pause, maxWaiting = Infinity }: Pace, next: number): Promise<void> {
    if (pause === 0) await nextTurn();
    else await delay(Math.max(1, next - performance.now()));
    while (this.relay.figures().waiting > maxWaiting && !this.isStopped) await delay(WAIT);
  }
}
