import { PluginMetricsModule } from 'nestjs-plugin-system/metrics';
import { Counter, Registry } from 'prom-client';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { MadeUpRoute } from '../support/made-up-route.js';
import { bootError, startApp, type TestApp } from '../support/start-app.js';
import { ScrapedText } from './scraped-text.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

let registry: Registry;
beforeEach(() => {
  registry = new Registry();
});

const NAMES = ['plugin_system_route_events_total', 'plugin_system_route_waiting', 'plugin_system_route_degraded'];

function start(providers: (new (...services: never[]) => object)[]): Promise<TestApp> {
  return startApp({ hookspecs }, { imports: [PluginMetricsModule.forRoot({ registry })], providers });
}

async function scrape(): Promise<ScrapedText> {
  return new ScrapedText(await registry.metrics());
}

describe('a scrape of an application with a route', () => {
  let current: TestApp;
  let route: MadeUpRoute;

  beforeEach(async () => {
    current = await start([MadeUpRoute]);
    route = current.app.get(MadeUpRoute);
  });
  afterEach(() => current.app.close());

  it('has a counter of events and two gauges', async () => {
    const { types } = await scrape();
    expect(NAMES.map((name) => types.get(name))).toEqual(['counter', 'gauge', 'gauge']);
  });

  it('counts what became of events, and shows apart how many wait', async () => {
    route.is('operational', { sent: 3, waiting: 2, dropped: 0 });
    const scraped = await scrape();
    expect(scraped.series('plugin_system_route_events_total')).toEqual({
      'plugin_system_route_events_total{outcome="sent",route="relay"}': 3,
      'plugin_system_route_events_total{outcome="dropped",route="relay"}': 0,
    });
    expect(scraped.series('plugin_system_route_waiting')).toEqual({ 'plugin_system_route_waiting{route="relay"}': 2 });
  });

  it('shows nobody waiting where a route does not count that', async () => {
    expect((await scrape()).values.get('plugin_system_route_waiting{route="relay"}')).toBe(0);
  });

  it.each([
    ['degraded', 1],
    ['operational', 0],
  ] as const)('tells that the route is %s', async (status, value) => {
    route.is(status, {});
    expect((await scrape()).values.get('plugin_system_route_degraded{route="relay"}')).toBe(value);
  });

  it('follows the route', async () => {
    route.is('degraded', { sent: 3, waiting: 2 });
    await scrape();
    route.is('operational', { sent: 5, waiting: 0 });
    const { values } = await scrape();
    expect(values.get('plugin_system_route_events_total{outcome="sent",route="relay"}')).toBe(5);
    expect(values.get('plugin_system_route_waiting{route="relay"}')).toBe(0);
    expect(values.get('plugin_system_route_degraded{route="relay"}')).toBe(0);
  });

  it('has none of it once the application has shut down', async () => {
    await current.app.close();
    expect(NAMES.filter((name) => registry.getSingleMetric(name))).toEqual([]);
  });
});

describe('the metrics of routes', () => {
  it('are not there in an application without one', async () => {
    const { app } = await start([]);
    expect(await registry.metrics()).not.toContain('plugin_system_route');
    await app.close();
  });

  it('stop the start when the registry has a metric of such a name', async () => {
    new Counter({ name: 'plugin_system_route_waiting', help: 'mine', registers: [registry] });
    const error = await bootError({ hookspecs }, { imports: [PluginMetricsModule.forRoot({ registry })] });
    expect(error.message).toContain('already has plugin_system_route_waiting.');
  });
});
