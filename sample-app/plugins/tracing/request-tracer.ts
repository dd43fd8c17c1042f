import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { NotifyService, OnHook } from 'nestjs-plugin-system';

import type { RequestErrorEvent, RequestEvent } from '../../hook-payloads.js';
import { OpenSpans } from './open-spans.js';

/**
 * Makes one OpenTelemetry span of each request, from its start to its end. What is left is exported at the shutdown.
 *
 * Only of the requests to this instance: a request that every instance made a span of would have several.
 */
@Injectable()
export class RequestTracer implements OnApplicationShutdown {
  private readonly tracer: Tracer;
  private readonly openSpans = new OpenSpans();

  constructor(
    private readonly notifyService: NotifyService,
    private readonly provider: BasicTracerProvider,
  ) {
    this.tracer = provider.getTracer('sample-app');
  }

  /** Opens the request's span. */
  @OnHook('lifecycle_listener', 'on_request_started', { origin: 'local' })
  open(event: RequestEvent): void {
    const span = this.tracer.startSpan(event.path ?? 'unknown', {
      kind: SpanKind.SERVER,
      attributes: { request_id: event.request_id, actor: event.actor, 'http.route': event.path },
    });
    const evicted = this.openSpans.add(event, span);
    if (evicted !== undefined) {
      endAbandoned(evicted);
    }
  }

  /** Ends the request's span. */
  @OnHook('lifecycle_listener', 'on_request_finished', { origin: 'local' })
  finish(event: RequestEvent): void {
    this.openSpans.take(event)?.end();
  }

  /** Ends the request's span as an error. */
  @OnHook('lifecycle_listener', 'on_request_failed', { origin: 'local' })
  fail(event: RequestErrorEvent): void {
    this.openSpans
      .take(event)
      ?.setAttribute('error.type', event.code)
      .setStatus({ code: SpanStatusCode.ERROR, message: event.code })
      .end();
  }

  /** Flushes what there is. The provider may close only when no event is on its way to this plugin any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.notifyService.whenIdle();
    this.openSpans.takeAll().forEach(endAbandoned);
    await this.provider.shutdown();
  }
}

/** A span whose request was never seen to end still tells that the request was there. */
function endAbandoned(span: Span): void {
  span.setAttribute('abandoned', true).end();
}
