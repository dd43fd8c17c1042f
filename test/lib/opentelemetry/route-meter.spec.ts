import { DataPointType } from '@opentelemetry/sdk-metrics';
import { PluginTelemetryModule } from 'nestjs-plugin-system/opentelemetry';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { MadeUpRoute } from '../support/made-up-route.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { CollectedMetrics } from './collected-metrics.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

let collected: CollectedMetrics;
let current: TestApp;
beforeEach(() => {
  collected = new CollectedMetrics();
});
afterEach(() => current.app.close());

async function start(providers: (new (...services: never[]) => object)[]): Promise<void> {
  const imports = [PluginTelemetryModule.forRoot({ meterProvider: collected.provider, traces: false })];
  current = await startApp({ hookspecs }, { imports, providers });
}

describe('the metrics of a route', () => {
  it('have names and units that an exporter to Prometheus makes those of the metrics part of', async () => {
    await start([MadeUpRoute]);
    current.app.get(MadeUpRoute).is('operational', { sent: 1 });
    const described = Array.from((await collected.collect()).values(), (metric) => [
      metric.descriptor.name,
      metric.dataPointType === DataPointType.SUM && metric.isMonotonic,
      metric.descriptor.unit,
    ]);
    expect(described).toEqual([
      ['plugin_system.route.events', true, '{event}'],
      ['plugin_system.route.waiting', false, '{event}'],
      ['plugin_system.route.degraded', false, ''],
    ]);
  });

  it('count what became of events, and show apart how many wait and how it does', async () => {
    await start([MadeUpRoute]);
    current.app.get(MadeUpRoute).is('degraded', { sent: 3, waiting: 2, dropped: 0 });
    expect(await collected.values('plugin_system.route.events', 'route', 'outcome')).toEqual({
      'relay sent': 3,
      'relay dropped': 0,
    });
    expect(await collected.values('plugin_system.route.waiting', 'route')).toEqual({ relay: 2 });
    expect(await collected.values('plugin_system.route.degraded', 'route')).toEqual({ relay: 1 });
  });

  it('are at zero where the route is operational and counts nothing', async () => {
    await start([MadeUpRoute]);
    expect(await collected.values('plugin_system.route.events', 'route')).toEqual({});
    expect(await collected.values('plugin_system.route.waiting', 'route')).toEqual({ relay: 0 });
    expect(await collected.values('plugin_system.route.degraded', 'route')).toEqual({ relay: 0 });
  });

  it('are not there without one', async () => {
    await start([]);
    expect([...(await collected.collect()).keys()]).toEqual([]);
  });
});
