import { Injectable, Module } from '@nestjs/common';
import { OnHook, PluginSystemModule } from 'nestjs-plugin-system';
import { PluginMetricsModule } from 'nestjs-plugin-system/metrics';
import { Counter, register, Registry, type OpenMetricsContentType } from 'prom-client';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { bootError, startApp } from '../support/start-app.js';
import { ScrapedText } from './scraped-text.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

@Injectable()
class Exporter {
  @OnHook('k', 'on_a')
  hear(): void {}
}

const DELIVERED = 'plugin_system_deliveries_total{hook="on_a",kind="k",outcome="delivered",plugin="Exporter"}';
const NAMES = [
  'plugin_system_deliveries_total',
  'plugin_system_delivery_duration_seconds',
  'plugin_system_in_flight',
  'plugin_system_plugin_degraded',
  'plugin_system_refused_total',
];
const namesIn = (registry: Registry) => registry.getMetricsAsArray().map(({ name }) => name);

async function delivered(registry: Registry): Promise<number | undefined> {
  return new ScrapedText(await registry.metrics()).values.get(DELIVERED);
}

describe('the registry of prom-client', () => {
  it.each([
    ['forRoot()', PluginMetricsModule.forRoot()],
    ['the module as it is', PluginMetricsModule],
  ])('is the global one by default: %s', async (_, imported) => {
    const { app } = await startApp({ hookspecs }, { imports: [imported], providers: [Exporter] });
    expect(namesIn(register)).toEqual(NAMES);
    await app.close();
    expect(namesIn(register)).toEqual([]);
  });

  it('can be given by a factory, and by the module that has the plugin registry when it is not global', async () => {
    const registry = new Registry();
    const plugins = PluginSystemModule.forRoot({ hookspecs, isGlobal: false });
    @Module({ imports: [plugins], exports: [plugins] })
    class PluginsModule {}
    @Module({
      imports: [
        PluginMetricsModule.forRootAsync({ imports: [PluginsModule], useFactory: () => ({ registry }) }),
        PluginsModule,
      ],
      providers: [Exporter],
    })
    class Feature {}
    const { NestFactory } = await import('@nestjs/core');
    const app = await NestFactory.createApplicationContext(Feature, { logger: false, abortOnError: false });
    expect(await delivered(registry)).toBe(0);
    await app.close();
  });

  it('can be one of the OpenMetrics format, scraped more than once', async () => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const imports = [PluginMetricsModule.forRoot({ registry })];
    const { app, notify } = await startApp({ hookspecs }, { imports, providers: [Exporter] });
    notify.notify('k', 'on_a', {});
    await registry.metrics();
    const text = await registry.metrics();
    expect(text).toContain('# TYPE plugin_system_deliveries counter\n');
    expect(text).toMatch(/^plugin_system_deliveries_total\{.*outcome="delivered".*\} 1$/m);
    expect(text).toMatch(/# EOF\n$/);
    await app.close();
    expect(registry.getMetricsAsArray()).toEqual([]);
  });

  it('holds each application once when one follows another, and keeps what else is in it', async () => {
    const registry = new Registry();
    new Counter({ name: 'orders_total', help: 'Orders.', registers: [registry] });
    for (let run = 0; run < 2; run++) {
      const imports = [PluginMetricsModule.forRoot({ registry })];
      const { app, notify } = await startApp({ hookspecs }, { imports, providers: [Exporter] });
      notify.notify('k', 'on_a', {});
      expect(await delivered(registry)).toBe(1);
      await app.close();
      expect(namesIn(registry)).toEqual(['orders_total']);
    }
  });

  it('holds nothing of the application before the start has failed over a name that is taken', async () => {
    const registry = new Registry();
    const name = 'plugin_system_in_flight';
    new Counter({ name, help: 'Taken.', registers: [registry] });
    const error = await bootError({ hookspecs }, { imports: [PluginMetricsModule.forRoot({ registry })] });
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain(`already has ${name}.`);
    expect(error.message).toContain('forRoot({ registry: new Registry() })');
    expect(namesIn(registry)).toEqual([name]);
  });

  it('keeps what somebody else has put in the place of a metric', async () => {
    const registry = new Registry();
    const { app } = await startApp({ hookspecs }, { imports: [PluginMetricsModule.forRoot({ registry })] });
    registry.clear();
    const name = 'plugin_system_in_flight';
    new Counter({ name, help: 'Mine.', registers: [registry] });
    await app.close();
    expect(namesIn(registry)).toEqual([name]);
  });

  it.each<[string, object, string]>([
    ['no registry', { registry: 'global' }, 'the option registry must be a Registry of prom-client'],
    ['null', { registry: null }, 'the option registry must be a Registry of prom-client'],
    ['an option that does not exist', { register: new Registry() }, 'there is no option register'],
  ])('must be one: %s', async (_, options, message) => {
    const imports = [PluginMetricsModule.forRoot(options)];
    const error = await bootError({ hookspecs }, { imports });
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(error.message).toContain(message);
  });

  it('has statistics kept only while the application runs', async () => {
    const imports = [PluginMetricsModule.forRoot({ registry: new Registry() })];
    const { app, registry } = await startApp({ hookspecs }, { imports, providers: [Exporter] });
    const statistics = () => registry.subscribersOf('k', 'on_a')[0]?.statistics;
    expect(statistics()).toBeDefined();
    await app.close();
    expect(statistics()).toBeUndefined();
  });
});

describe('5,000 subscribers', () => {
  it('are scraped in less time than Prometheus leaves between two scrapes', async () => {
    const classes = Array.from({ length: 5000 }, (_, index) => {
      class Numbered {
        hear(): void {}
      }
      Object.defineProperty(Numbered, 'name', { value: `Plugin${index}` });
      const descriptor = Object.getOwnPropertyDescriptor(Numbered.prototype, 'hear');
      if (descriptor) OnHook('k', 'on_a')(Numbered.prototype, 'hear', descriptor);
      return Injectable()(Numbered) ?? Numbered;
    });
    const registry = new Registry();
    const imports = [PluginMetricsModule.forRoot({ registry })];
    const { app, notify } = await startApp({ hookspecs }, { imports, providers: classes });
    for (let count = 0; count < 200; count++) notify.notify('k', 'on_a', {});
    const startedAt = performance.now();
    const text = await registry.metrics();
    const took = performance.now() - startedAt;
    expect(text.split('\n').length).toBeGreaterThan(5000 * 25);
    // 0.4 s on a quiet machine, nearly all of it prom-client's writing of 12 MB; Prometheus gives up after 10 s.
    expect(took).toBeLessThan(5000);
    await app.close();
  });
});
