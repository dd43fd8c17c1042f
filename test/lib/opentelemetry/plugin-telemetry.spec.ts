import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OnHook, PluginSystemModule } from 'nestjs-plugin-system';
import { PluginTelemetryModule, type PluginTelemetryOptions } from 'nestjs-plugin-system/opentelemetry';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError, startApp, type TestApp } from '../support/start-app.js';
import { CollectedMetrics } from './collected-metrics.js';
import { RecordedSpans } from './recorded-spans.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
afterAll(() => {
  context.disable();
  folder.remove();
});

@Injectable()
class Exporter {
  @OnHook('k', 'on_a')
  hear(how: string): void {
    if (how === 'throw') throw new Error('no');
  }

  @OnHook('k', 'on_a')
  hearToo(): void {}
}

@Injectable()
class Slow {
  release = () => {};

  @OnHook('k', 'on_b', { maxInFlight: 1 })
  hear(): Promise<void> {
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }

  @OnHook('k', 'on_b', { timeout: 1 })
  expire(): Promise<void> {
    return new Promise(() => {});
  }
}

let collected: CollectedMetrics;
let spans: RecordedSpans;
let current: TestApp | undefined;
beforeEach(() => {
  collected = new CollectedMetrics();
  spans = new RecordedSpans();
});
afterEach(async () => {
  await current?.app.close();
  current = undefined;
});

async function start(options: PluginTelemetryOptions = {}): Promise<TestApp> {
  const providers = { meterProvider: collected.provider, tracerProvider: spans.provider };
  const imports = [PluginTelemetryModule.forRoot({ ...providers, ...options })];
  current = await startApp({ hookspecs }, { imports, providers: [Exporter, Slow] });
  return current;
}

const delivered = () => collected.values('plugin_system.deliveries', 'plugin', 'outcome');

describe('the module', () => {
  it('has each delivery traced until the application has shut down', async () => {
    const { app, notify } = await start();
    notify.notify('k', 'on_a', 'well');
    expect(spans.deliveries).toHaveLength(2);
    await app.close();
    const { notify: untraced } = await start({ traces: false });
    untraced.notify('k', 'on_a', 'well');
    expect(spans.deliveries).toHaveLength(2);
  });

  it('has the spans ended of what was in flight when the application shut down', async () => {
    const { app, notify } = await start();
    notify.notify('k', 'on_b', {});
    const closed = app.close();
    app.get(Slow).release();
    await closed;
    expect(spans.deliveries.map((span) => span.attributes['plugin_system.outcome'])).toEqual(
      expect.arrayContaining(['delivered', 'timed_out']),
    );
    expect(spans.deliveries).toHaveLength(2);
  });

  it('leaves out the metrics when it is told to', async () => {
    const { notify, registry } = await start({ metrics: false });
    notify.notify('k', 'on_a', 'well');
    expect(await collected.collect()).toEqual(new Map());
    expect(registry.subscribersOf('k', 'on_a')[0]?.statistics).toBeUndefined();
    expect(spans.deliveries).toHaveLength(2);
  });

  it.each([
    ['forRoot()', PluginTelemetryModule.forRoot()],
    ['the module as it is', PluginTelemetryModule],
  ])('uses the global providers by default: %s', async (_, imported) => {
    metrics.setGlobalMeterProvider(collected.provider);
    trace.setGlobalTracerProvider(spans.provider);
    try {
      current = await startApp({ hookspecs }, { imports: [imported], providers: [Exporter] });
      current.notify.notify('k', 'on_a', 'well');
      expect(await delivered()).toMatchObject({ 'Exporter delivered': 2 });
      expect(spans.deliveries).toHaveLength(2);
    } finally {
      metrics.disable();
      trace.disable();
    }
  });

  it('takes its options from a factory, and the plugin registry from an import when that is not global', async () => {
    const plugins = PluginSystemModule.forRoot({ hookspecs, isGlobal: false });
    @Module({ imports: [plugins], exports: [plugins] })
    class PluginsModule {}
    const useFactory = () => ({ meterProvider: collected.provider, traces: false });
    const telemetry = PluginTelemetryModule.forRootAsync({ imports: [PluginsModule], useFactory });
    @Module({ imports: [telemetry, PluginsModule], providers: [Exporter] })
    class AppModule {}
    const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    expect(await delivered()).toMatchObject({ 'Exporter delivered': 0 });
    await app.close();
  });

  it.each<[string, object, string]>([
    ['traces', { traces: 'false' }, 'the option traces must be true or false'],
    ['metrics', { metrics: 0 }, 'the option metrics must be true or false'],
    ['meterProvider', { meterProvider: {} }, 'the option meterProvider must have a method getMeter()'],
    ['tracerProvider', { tracerProvider: null }, 'the option tracerProvider must have a method getTracer()'],
    ['one that does not exist', { tracing: true }, 'there is no option tracing'],
  ])('fails the start when an option is wrong: %s', async (_, options, message) => {
    const error = await bootError({ hookspecs }, { imports: [PluginTelemetryModule.forRoot(options)] });
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain(message);
  });
});
