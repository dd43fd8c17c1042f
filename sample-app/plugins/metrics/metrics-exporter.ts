import { Injectable } from '@nestjs/common';
import { type Delivery, OnHook } from 'nestjs-plugin-system';
import { Counter, Registry } from 'prom-client';

import type { RequestErrorEvent, RequestEvent } from '../../hook-payloads.js';

/**
 * Counts requests for Prometheus, which asks every instance and adds up what they say. So the requests to other instances have a
 * counter of their own: whoever looks at one instance sees what all of them are asked, and no sum counts a request twice.
 */
@Injectable()
export class MetricsExporter {
  private readonly started: Counter<'path'>;
  private readonly startedElsewhere: Counter<'path'>;
  private readonly finished: Counter;
  private readonly failed: Counter<'error_code'>;

  constructor(private readonly registry: Registry) {
    const registers = [registry];
    this.started = new Counter({
      name: 'requests_started_total',
      help: 'Requests that reached a handler, by route pattern.',
      labelNames: ['path'],
      registers,
    });
    this.startedElsewhere = new Counter({
      name: 'requests_started_elsewhere_total',
      help: 'Requests that reached a handler of another instance, by route pattern. Do not add them up.',
      labelNames: ['path'],
      registers,
    });
    this.finished = new Counter({
      name: 'requests_finished_total',
      help: 'Requests whose handler answered.',
      registers,
    });
    this.failed = new Counter({
      name: 'requests_failed_total',
      help: 'Requests whose handler threw, by the class name of what it threw.',
      labelNames: ['error_code'],
      registers,
    });
  }

  /** Counts a request under its route pattern; one without a pattern under `unknown`. */
  @OnHook('lifecycle_listener', 'on_request_started')
  countStarted(event: RequestEvent, { origin }: Delivery): void {
    const counter = origin === 'local' ? this.started : this.startedElsewhere;
    counter.inc({ path: event.path ?? 'unknown' });
  }

  /** Counts an answered request. */
  @OnHook('lifecycle_listener', 'on_request_finished', { origin: 'local' })
  countFinished(): void {
    this.finished.inc();
  }

  /** Counts a failed request under its error's class name. */
  @OnHook('lifecycle_listener', 'on_request_failed', { origin: 'local' })
  countFailed(event: RequestErrorEvent): void {
    this.failed.inc({ error_code: event.code });
  }

  /** Everything counted so far, what the plugin system counts of its plugins as well, in Prometheus' text format. */
  async exposition(): Promise<string> {
    return this.registry.metrics();
  }
}
