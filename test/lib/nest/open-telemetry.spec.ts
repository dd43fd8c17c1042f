import { Injectable } from '@nestjs/common';
import { context, createContextKey, trace, type Span } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { NotifyService, OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp } from '../support/start-app.js';

describe("the publisher's OpenTelemetry context", () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  const tracer = new BasicTracerProvider().getTracer('test');
  const key = createContextKey('tenant');
  beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => {
    context.disable();
    folder.remove();
  });

  let seen: unknown[];
  beforeEach(() => {
    seen = [];
  });

  @Injectable()
  class Tracing {
    @OnHook('k', 'on_a')
    async hear(): Promise<void> {
      await Promise.resolve();
      seen.push(trace.getActiveSpan(), context.active().getValue(key));
    }
  }

  function inSpan(span: Span, publish: () => void): void {
    context.with(trace.setSpan(context.active().setValue(key, 'acme'), span), publish);
  }

  it('is active in its subscribers, past an await too', async () => {
    const { app, notify } = await startApp({ hookspecs }, { providers: [Tracing] });
    const span = tracer.startSpan('request');
    inSpan(span, () => notify.notify('k', 'on_a', {}));
    await notify.whenIdle();
    expect(seen).toEqual([span, 'acme']);
    await app.close();
  });

  it('is active for an event that was buffered while starting', async () => {
    const span = tracer.startSpan('start');
    @Injectable()
    class Publisher {
      constructor(notify: NotifyService) {
        inSpan(span, () => notify.notify('k', 'on_a', {}));
      }
    }
    const { app, notify } = await startApp({ hookspecs }, { providers: [Publisher, Tracing] });
    await notify.whenIdle();
    expect(seen).toEqual([span, 'acme']);
    await app.close();
  });
});
