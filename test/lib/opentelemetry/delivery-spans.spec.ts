import { Injectable } from '@nestjs/common';
import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { NotifyService, OnHook } from 'nestjs-plugin-system';
import { DeliveryInstrumentation } from 'nestjs-plugin-system/opentelemetry';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { isChildOf, RecordedSpans } from './recorded-spans.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => {
  context.disable();
  folder.remove();
});

let hear: () => unknown = () => undefined;

@Injectable()
class Audit {
  @OnHook('k', 'on_a')
  hear(): unknown {
    return hear();
  }
}

let spans: RecordedSpans;
let instrumentation: DeliveryInstrumentation;
let current: TestApp | undefined;
beforeEach(() => {
  spans = new RecordedSpans();
  instrumentation = new DeliveryInstrumentation();
  instrumentation.setTracerProvider(spans.provider);
});
afterEach(async () => {
  await current?.app.close();
  current = undefined;
  instrumentation.disable();
});

async function start(providers: (new (...args: never[]) => object)[] = [Audit]): Promise<NotifyService> {
  current = await startApp({ hookspecs }, { providers });
  return current.notify;
}

/** Publishes while a span is active. Returns that span, which has ended. */
async function publishInSpan(notify: NotifyService): Promise<Span> {
  const span = spans.tracer.startSpan('request');
  await context.with(trace.setSpan(context.active(), span), () => notify.dispatch('k', 'on_a', { card: '4111' }));
  span.end();
  return span;
}

describe('the span of a delivery', () => {
  it.each([
    ['returned', () => undefined],
    ['resolved later', () => new Promise((resolve) => setImmediate(resolve))],
  ])('is a child of what was active at the publisher, and tells what was delivered to whom: %s', async (_, how) => {
    hear = how;
    const notify = await start();
    const request = await publishInSpan(notify);
    expect(isChildOf(spans.delivery, request)).toBe(true);
    expect(spans.delivery).toMatchObject({
      name: 'deliver k.on_a',
      kind: SpanKind.INTERNAL,
      status: { code: SpanStatusCode.UNSET },
      instrumentationScope: { name: 'nestjs-plugin-system' },
      events: [],
    });
    expect(spans.delivery.attributes).toEqual({
      'plugin_system.plugin': 'Audit',
      'plugin_system.method': 'hear',
      'plugin_system.kind': 'k',
      'plugin_system.hook': 'on_a',
      'plugin_system.outcome': 'delivered',
    });
  });

  it('is a root when nothing was active', async () => {
    hear = () => undefined;
    const notify = await start();
    notify.notify('k', 'on_a', {});
    expect(spans.delivery.parentSpanContext).toBeUndefined();
  });

  it('is a child of what was active where an event was published while the application was starting', async () => {
    hear = () => undefined;
    const request = spans.tracer.startSpan('start');
    @Injectable()
    class Publisher {
      constructor(notify: NotifyService) {
        context.with(trace.setSpan(context.active(), request), () => notify.notify('k', 'on_a', {}));
      }
    }
    await start([Publisher, Audit]);
    expect(isChildOf(spans.delivery, request)).toBe(true);
  });

  it("is active in the plugin's method, past an await too, and not behind it at the publisher", async () => {
    hear = async () => {
      spans.tracer.startSpan('before').end();
      await new Promise((resolve) => setImmediate(resolve));
      spans.tracer.startSpan('behind').end();
    };
    const notify = await start();
    const request = spans.tracer.startSpan('request');
    await context.with(trace.setSpan(context.active(), request), async () => {
      const dispatched = notify.dispatch('k', 'on_a', {});
      expect(trace.getActiveSpan()).toBe(request);
      await dispatched;
      expect(trace.getActiveSpan()).toBe(request);
    });
    for (const name of ['before', 'behind']) {
      const inner = spans.named(name);
      expect(inner && isChildOf(inner, spans.delivery)).toBe(true);
    }
  });

  it('lasts until a pending delivery has settled', async () => {
    let settle = () => {};
    hear = () => new Promise<void>((resolve) => (settle = resolve));
    const notify = await start();
    const dispatched = notify.dispatch('k', 'on_a', {});
    expect(spans.deliveries).toEqual([]);
    settle();
    await dispatched;
    expect(spans.delivery.ended).toBe(true);
  });

  it('is one for each plugin that hears the event, beside one another', async () => {
    @Injectable()
    class Other {
      @OnHook('k', 'on_a')
      hear(): void {}
    }
    hear = () => undefined;
    const request = await publishInSpan(await start([Audit, Other]));
    expect(spans.deliveries.map((span) => span.attributes['plugin_system.plugin'])).toEqual(['Audit', 'Other']);
    for (const span of spans.deliveries) expect(isChildOf(span, request)).toBe(true);
  });

  it('is a child of the delivery in which its event was published', async () => {
    const notify = await start();
    hear = () => {
      hear = () => undefined;
      notify.notify('k', 'on_a', {});
    };
    notify.notify('k', 'on_a', {});
    const [inner, outer] = spans.deliveries;
    expect(inner && outer && isChildOf(inner, outer)).toBe(true);
  });

  it('holds nothing of the payload', async () => {
    hear = () => undefined;
    await publishInSpan(await start());
    const { attributes, events, status } = spans.delivery;
    expect(JSON.stringify({ attributes, events, status })).not.toContain('4111');
  });
});
