import { Logger } from '@nestjs/common';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { NotifyService } from 'nestjs-plugin-system';

import { LogSpanExporter } from '../../../sample-app/plugins/tracing/log-span.exporter.js';
import { RequestTracer } from '../../../sample-app/plugins/tracing/request-tracer.js';
import { CapturingLogger } from '../support/capturing-logger.js';
import { RunningApp } from '../support/running-app.js';

describe('RequestTracer', () => {
  let app: RunningApp;

  beforeEach(async () => {
    app = await RunningApp.start();
  });

  afterEach(() => app.close());

  it('makes one span of a request, as long as the request', async () => {
    await app.get('/slow', { 'x-request-id': 'r1', 'x-actor': 'alice' });
    await app.close();

    expect(app.spans()).toEqual([
      expect.objectContaining({ span: '/slow', request_id: 'r1', actor: 'alice', status: 'UNSET' }),
    ]);
    expect(app.spans()[0]?.duration_ms).toBeGreaterThanOrEqual(195);
  });

  it('marks the span of a failed request as an error', async () => {
    await app.get('/fail');
    await app.close();

    expect(app.spans()).toEqual([
      expect.objectContaining({ span: '/fail', status: 'ERROR', 'error.type': 'DeliberateError' }),
    ]);
  });

  it('makes two spans of two concurrent requests that carry the same id', async () => {
    const headers = { 'x-request-id': 'twice' };
    await Promise.all([app.get('/slow', headers), app.get('/slow', headers)]);
    await app.close();
    const spans = app.spans();

    expect(spans.map((span) => span.request_id)).toEqual(['twice', 'twice']);
    expect(new Set(spans.map((span) => span.span_id)).size).toBe(2);
    expect(spans.map((span) => span.abandoned)).toEqual([undefined, undefined]);
  });

  it('gives every one of many concurrent requests on several routes its own end', async () => {
    const headers = { 'x-request-id': 'same' };
    const paths = Array.from({ length: 30 }, (_, index) => ['/slow', '/fail', '/hello/bob'][index % 3] ?? '');
    await Promise.all(paths.map((path) => app.get(path, headers)));
    await app.close();

    expect(app.spans()).toHaveLength(30);
    expect(
      app
        .spans()
        .filter(({ status }) => status === 'ERROR')
        .map(({ span }) => span),
    ).toEqual(Array.from({ length: 10 }, () => '/fail'));
  });
});

function logProvider(): BasicTracerProvider {
  return new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(new LogSpanExporter())] });
}

describe('RequestTracer at the shutdown', () => {
  const event = { request_id: 'last', path: '/slow' };

  it('waits for the deliveries on their way before it closes', async () => {
    const logger = new CapturingLogger();
    Logger.overrideLogger(logger);
    const notifyService: Partial<NotifyService> = {
      whenIdle: async () => {
        await new Promise(setImmediate);
        tracer.finish(event);
      },
    };
    const tracer = new RequestTracer(notifyService as NotifyService, logProvider());
    tracer.open(event);
    await tracer.onApplicationShutdown();

    expect(logger.recordsOf('LogSpanExporter')).toEqual([expect.objectContaining({ request_id: 'last' })]);
    expect(logger.recordsOf('LogSpanExporter')[0]).not.toHaveProperty('abandoned');
  });

  it('exports the span of a request that never ended as abandoned', async () => {
    const logger = new CapturingLogger();
    Logger.overrideLogger(logger);
    const notifyService: Partial<NotifyService> = { whenIdle: () => Promise.resolve() };
    const tracer = new RequestTracer(notifyService as NotifyService, logProvider());
    tracer.open(event);
    await tracer.onApplicationShutdown();

    expect(logger.recordsOf('LogSpanExporter')).toEqual([
      expect.objectContaining({ request_id: 'last', abandoned: true }),
    ]);
  });
});
