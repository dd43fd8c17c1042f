import { Injectable } from '@nestjs/common';
import { DataPointType, type DataPoint, type Histogram } from '@opentelemetry/sdk-metrics';
import { OnHook } from 'nestjs-plugin-system';
import { PluginTelemetryModule } from 'nestjs-plugin-system/opentelemetry';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { CollectedMetrics } from './collected-metrics.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

@Injectable()
class Exporter {
  @OnHook('k', 'on_a')
  hear(how: string): void {
    if (how === 'throw') throw new Error('no');
    for (const end = performance.now() + (how === 'busy' ? 3 : 0); performance.now() < end;);
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
let current: TestApp | undefined;
beforeEach(() => {
  collected = new CollectedMetrics();
});
afterEach(async () => {
  await current?.app.close();
  current = undefined;
});

async function start(): Promise<TestApp> {
  const imports = [PluginTelemetryModule.forRoot({ meterProvider: collected.provider, traces: false })];
  current = await startApp({ hookspecs }, { imports, providers: [Exporter, Slow] });
  return current;
}

const delivered = () => collected.values('plugin_system.deliveries', 'plugin', 'outcome');

describe('the metrics', () => {
  it('have names and units that an exporter to Prometheus makes those of the metrics part of', async () => {
    const { notify } = await start();
    await publishUntilTimed(notify);
    notify.notify('k', 'on_c', {});
    const described = Array.from((await collected.collect()).values(), (metric) => {
      const isCounter = metric.dataPointType === DataPointType.SUM && metric.isMonotonic;
      return [
        metric.descriptor.name,
        isCounter ? 'counter' : DataPointType[metric.dataPointType],
        metric.descriptor.unit,
      ];
    });
    expect(described).toEqual([
      ['plugin_system.delivery.duration', 'HISTOGRAM', 's'],
      ['plugin_system.deliveries', 'counter', '{delivery}'],
      ['plugin_system.in_flight', 'SUM', '{delivery}'],
      // Without a unit: of a gauge in `1` such an exporter makes a `_ratio`.
      ['plugin_system.plugin.degraded', 'GAUGE', ''],
      ['plugin_system.refused', 'counter', '{event}'],
    ]);
  });

  it('are at zero before anything was published', async () => {
    await start();
    const points = [...(await collected.collect()).values()].flatMap(
      (metric) => metric.dataPoints as DataPoint<number>[],
    );
    expect(points.map(({ value }) => value)).toEqual(Array.from({ length: 2 * (4 + 1 + 1) }, () => 0));
  });

  it('count each delivery once, by how it ended, and add up the methods that hear one hook', async () => {
    const { app, notify } = await start();
    for (const how of ['well', 'well', 'throw']) notify.notify('k', 'on_a', how);
    const pending = [notify.dispatch('k', 'on_b', {}), notify.dispatch('k', 'on_b', {})];
    expect(await collected.values('plugin_system.in_flight', 'kind', 'hook', 'plugin')).toEqual({
      'k on_a Exporter': 0,
      'k on_b Slow': 3,
    });
    app.get(Slow).release();
    await Promise.all(pending);
    expect(await delivered()).toEqual({
      'Exporter delivered': 5,
      'Exporter failed': 1,
      'Exporter timed_out': 0,
      'Exporter shed': 0,
      'Slow delivered': 1,
      'Slow failed': 0,
      'Slow timed_out': 2,
      'Slow shed': 1,
    });
    expect(await collected.values('plugin_system.in_flight', 'plugin')).toEqual({ Exporter: 0, Slow: 0 });
  });

  it('show which plugins are degraded', async () => {
    const { notify } = await start();
    for (let count = 0; count < 5; count++) notify.notify('k', 'on_a', 'throw');
    expect(await collected.values('plugin_system.plugin.degraded', 'plugin')).toEqual({ Exporter: 1, Slow: 0 });
  });

  it('count what was refused, with one attribute for all names that publishers make up', async () => {
    const { notify } = await start();
    notify.notify('k', 'on_a', Symbol('no JSON'));
    for (let count = 0; count < 1000; count++) notify.notify('k', `on_${count}`, {});
    expect(await collected.values('plugin_system.refused', 'kind', 'hook', 'reason')).toEqual({
      'k on_a PAYLOAD_INVALID': 1,
      '_undeclared _undeclared HOOK_UNKNOWN': 1000,
    });
  });

  it('have the durations of the deliveries whose time was taken, in seconds', async () => {
    const { notify } = await start();
    await publishUntilTimed(notify, 'busy');
    const points = (await collected.collect()).get('plugin_system.delivery.duration')?.dataPoints ?? [];
    const [point] = points as DataPoint<Histogram>[];
    expect(point?.attributes).toEqual({ kind: 'k', hook: 'on_a', plugin: 'Exporter' });
    expect(point?.value.buckets.boundaries).toEqual([
      0.00001, 0.0001, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25,
    ]);
    expect(point?.value.count).toBeGreaterThanOrEqual(2);
    expect(point?.value.sum).toBeGreaterThan(0.003);
    expect(point?.value.sum).toBeLessThan(2);
  });

  it('are those of the application that runs, when one follows another', async () => {
    const { app, notify } = await start();
    for (let count = 0; count < 3; count++) notify.notify('k', 'on_a', 'well');
    await app.close();
    expect(await delivered()).toEqual({});
    const second = await start();
    second.notify.notify('k', 'on_a', 'well');
    expect(await delivered()).toMatchObject({ 'Exporter delivered': 2 });
  });

  it('have statistics kept only while the application runs', async () => {
    const { app, registry } = await start();
    const statistics = () => registry.subscribersOf('k', 'on_a')[0]?.statistics;
    expect(statistics()).toBeDefined();
    await app.close();
    expect(statistics()).toBeUndefined();
  });
});

/** About one event in 64 is timed, and the first one in each second. */
async function publishUntilTimed(notify: TestApp['notify'], how = 'well'): Promise<void> {
  do notify.notify('k', 'on_a', how);
  while (!(await collected.collect()).has('plugin_system.delivery.duration'));
}
