import { tracingChannel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { context, trace, type Context, type TracerProvider } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { registerInstrumentations, type Instrumentation } from '@opentelemetry/instrumentation';
import { DELIVERY_CHANNEL, OnHook } from 'nestjs-plugin-system';
import { DeliveryInstrumentation, PluginTelemetryModule } from 'nestjs-plugin-system/opentelemetry';
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

let settle = () => {};

@Injectable()
class Audit {
  @OnHook('k', 'on_a')
  hear({ waits, acts }: { waits?: boolean; acts?: () => void }): unknown {
    acts?.();
    return waits ? new Promise<void>((resolve) => (settle = resolve)) : undefined;
  }
}

let current: TestApp;
let spans: RecordedSpans;
const undo: (() => void)[] = [];
beforeEach(async () => {
  spans = new RecordedSpans();
  // By reference: a payload that acts is none for JSON.
  current = await startApp({ hookspecs, payloads: 'reference' }, { providers: [Audit] });
});
afterEach(async () => {
  for (const act of undo.splice(0)) act();
  await current.app.close();
  // Whoever leaves a subscription behind makes every delivery of the process dearer.
  await Promise.resolve();
  expect(isWatched()).toBe(false);
});

function instrument(provider?: TracerProvider, config = {}): DeliveryInstrumentation {
  const instrumentation = new DeliveryInstrumentation(config);
  if (provider) instrumentation.setTracerProvider(provider);
  undo.push(() => instrumentation.disable());
  return instrumentation;
}

function isWatched(): boolean {
  const { start, end, asyncStart, asyncEnd, error } = tracingChannel(DELIVERY_CHANNEL);
  return [start, end, asyncStart, asyncEnd, error].some((channel) => channel.hasSubscribers);
}

function publish(payload: object = {}): void {
  current.notify.notify('k', 'on_a', payload);
}

describe('the instrumentation', () => {
  it('is one that registerInstrumentations takes, and unloads again', () => {
    const instrumentation: Instrumentation = instrument(undefined, { enabled: false });
    const unload = registerInstrumentations({
      instrumentations: [instrumentation],
      tracerProvider: spans.provider,
    });
    publish();
    expect(spans.deliveries).toHaveLength(1);
    unload();
    publish();
    expect(spans.deliveries).toHaveLength(1);
    undo.push(registerInstrumentations({ instrumentations: [instrumentation], tracerProvider: spans.provider }));
    publish();
    expect(spans.deliveries).toHaveLength(2);
  });

  it('has the name and the version of the package', () => {
    const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
    const { instrumentationName, instrumentationVersion } = instrument();
    expect([instrumentationName, instrumentationVersion]).toEqual([name, version]);
  });

  it('traces from its making on, to the global tracer provider, one that is registered later included', () => {
    instrument();
    trace.setGlobalTracerProvider(spans.provider);
    undo.push(() => trace.disable());
    publish();
    expect(spans.deliveries).toHaveLength(1);
  });

  it('traces nothing until it is enabled, when it was made so', () => {
    const instrumentation = instrument(spans.provider, { enabled: false });
    expect(instrumentation.getConfig()).toEqual({ enabled: false });
    expect(isWatched()).toBe(false);
    instrumentation.setConfig({ enabled: true });
    publish();
    expect(spans.deliveries).toHaveLength(1);
    instrumentation.setConfig({});
    expect(instrumentation.getConfig()).toEqual({ enabled: true });
    instrumentation.setConfig({ enabled: false });
    expect(isWatched()).toBe(false);
  });

  it('makes one span however often it is enabled, and none once it is disabled', () => {
    const instrumentation = instrument(spans.provider);
    instrumentation.enable();
    publish();
    expect(spans.deliveries).toHaveLength(1);
    instrumentation.disable();
    publish();
    expect(spans.deliveries).toHaveLength(1);
    instrumentation.enable();
    publish();
    expect(spans.deliveries).toHaveLength(2);
  });

  it('ends the spans of what is in flight when it is disabled, each when its delivery ends, and then leaves', async () => {
    const instrumentation = instrument(spans.provider);
    publish({ waits: true });
    instrumentation.disable();
    expect(spans.deliveries).toEqual([]);
    publish();
    settle();
    await current.notify.whenIdle();
    expect(spans.delivery.attributes['plugin_system.outcome']).toBe('delivered');
    await Promise.resolve();
    expect(isWatched()).toBe(false);
  });

  it('goes on when it is enabled again while something is in flight', async () => {
    const instrumentation = instrument(spans.provider);
    publish({ waits: true });
    instrumentation.disable();
    instrumentation.enable();
    settle();
    await current.notify.whenIdle();
    publish();
    expect(spans.deliveries).toHaveLength(2);
  });

  it('goes on when it is enabled again right after the last of what was in flight has ended', async () => {
    const instrumentation = instrument(spans.provider);
    publish({ acts: () => instrumentation.disable() });
    instrumentation.enable();
    await Promise.resolve();
    publish();
    expect(spans.deliveries).toHaveLength(2);
  });

  it('makes no span of a delivery that had begun before it was enabled', async () => {
    publish({ waits: true });
    instrument(spans.provider);
    settle();
    await current.notify.whenIdle();
    expect(spans.deliveries).toEqual([]);
  });
});

describe('two instrumentations', () => {
  it('of two tracer providers make a span each, both children of what was active at the publisher', () => {
    const others = new RecordedSpans();
    const first = instrument(spans.provider);
    instrument(others.provider);
    const request = spans.tracer.startSpan('request');
    context.with(trace.setSpan(context.active(), request), () => publish());
    expect(isChildOf(spans.delivery, request)).toBe(true);
    expect(isChildOf(others.delivery, request)).toBe(true);
    first.disable();
    publish();
    expect(spans.deliveries).toHaveLength(1);
    expect(others.deliveries).toHaveLength(2);
  });

  it('of one tracer provider make one span, and one goes on when the other is disabled', async () => {
    trace.setGlobalTracerProvider(spans.provider);
    undo.push(() => trace.disable());
    const first = instrument();
    instrument(spans.provider);
    publish();
    expect(spans.deliveries).toHaveLength(1);
    publish({ waits: true });
    first.disable();
    publish();
    expect(spans.deliveries).toHaveLength(2);
    settle();
    await current.notify.whenIdle();
    expect(spans.deliveries).toHaveLength(3);
  });

  it('of two applications that have the module make one span of a delivery', async () => {
    const imports = [PluginTelemetryModule.forRoot({ tracerProvider: spans.provider })];
    const apps = [
      await startApp({ hookspecs }, { imports, providers: [Audit] }),
      await startApp({ hookspecs }, { imports, providers: [Audit] }),
    ];
    for (const { notify } of apps) notify.notify('k', 'on_a', {});
    expect(spans.deliveries).toHaveLength(2);
    await apps[0]?.app.close();
    apps[1]?.notify.notify('k', 'on_a', {});
    expect(spans.deliveries).toHaveLength(3);
    await apps[1]?.app.close();
  });
});

describe('an SDK that fails', () => {
  const fails = (): never => {
    throw new Error('broken');
  };

  it('keeps no delivery from its plugin when it cannot make a span', async () => {
    instrument({ getTracer: () => ({ startSpan: fails, startActiveSpan: fails }) });
    expect(await current.notify.dispatch('k', 'on_a', {})).toEqual({ delivered: 1, failed: [] });
  });

  it('keeps no delivery from its plugin, and no span from its end, when it cannot describe one', async () => {
    let ends = 0;
    const broken = Object.assign(trace.wrapSpanContext({ traceId: '1', spanId: '1', traceFlags: 1 }), {
      setAttribute: fails,
      setStatus: fails,
      recordException: fails,
      end: () => {
        ends++;
        fails();
      },
    });
    instrument({ getTracer: () => ({ startSpan: () => broken, startActiveSpan: fails }) });
    expect(await current.notify.dispatch('k', 'on_a', {})).toEqual({ delivered: 1, failed: [] });
    expect(ends).toBe(1);
  });
});

describe("the application's own context manager", () => {
  it('is the one that is used, whichever it is', () => {
    context.disable();
    const seen: Context[] = [];
    const inner = new AsyncLocalStorageContextManager().enable();
    context.setGlobalContextManager({
      active: () => inner.active(),
      with: (active, fn, thisArg, ...args) => {
        seen.push(active);
        return inner.with(active, fn, thisArg, ...args);
      },
      bind: (active, target) => inner.bind(active, target),
      enable: () => inner.enable(),
      disable: () => inner.disable(),
    });
    instrument(spans.provider);
    publish();
    expect(seen.map((active) => trace.getSpan(active)?.spanContext())).toEqual([spans.delivery.spanContext()]);
  });
});
