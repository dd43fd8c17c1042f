import { Injectable } from '@nestjs/common';
import { OnHook, type PluginSystemOptions } from 'nestjs-plugin-system';
import { PluginMetricsModule } from 'nestjs-plugin-system/metrics';
import { Registry } from 'prom-client';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { ScrapedText } from './scraped-text.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a', 'on_b']);
afterAll(() => folder.remove());

@Injectable()
class Exporter {
  @OnHook('k', 'on_a')
  hear(how: string): unknown {
    if (how === 'throw') throw new Error('no');
    if (how === 'reject') return Promise.reject(new Error('no'));
    return undefined;
  }

  @OnHook('k', 'on_a')
  hearToo(): void {}
}

@Injectable()
class Slow {
  @OnHook('k', 'on_b', { timeout: 1 })
  expire(): Promise<void> {
    return new Promise(() => {});
  }
}

@Injectable()
class Full {
  release = () => {};

  @OnHook('k', 'on_b', { maxInFlight: 1 })
  hear(): Promise<void> {
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }
}

let current: TestApp;
let registry: Registry;
afterEach(() => current.app.close());

async function start(providers: (new () => object)[], options: Partial<PluginSystemOptions> = {}): Promise<void> {
  registry = new Registry();
  const imports = [PluginMetricsModule.forRoot({ registry })];
  current = await startApp({ hookspecs, ...options }, { imports, providers });
}

async function scrape(): Promise<ScrapedText> {
  return new ScrapedText(await registry.metrics());
}

const ofExporter = (outcome: string) =>
  `plugin_system_deliveries_total{hook="on_a",kind="k",outcome="${outcome}",plugin="Exporter"}`;

describe('a scrape', () => {
  it('shows every series at zero before anything was published', async () => {
    await start([Exporter, Slow]);
    const { types, values } = await scrape();
    expect(Object.fromEntries(types)).toEqual({
      plugin_system_deliveries_total: 'counter',
      plugin_system_delivery_duration_seconds: 'histogram',
      plugin_system_in_flight: 'gauge',
      plugin_system_plugin_degraded: 'gauge',
      plugin_system_refused_total: 'counter',
    });
    // Two plugins on one hook each: 4 outcomes, 16 buckets with +Inf, sum, count, in flight, degraded.
    expect(values.size).toBe(2 * (4 + 17 + 2 + 1 + 1));
    expect(new Set(values.values())).toEqual(new Set([0]));
  });

  it('counts each delivery once, by how it ended, and adds up the methods that hear one hook', async () => {
    await start([Exporter]);
    for (const how of ['well', 'well', 'well', 'throw', 'reject']) await current.notify.dispatch('k', 'on_a', how);
    const { values } = await scrape();
    expect(values.get(ofExporter('delivered'))).toBe(3 + 5);
    expect(values.get(ofExporter('failed'))).toBe(2);
    expect(values.get(ofExporter('timed_out'))).toBe(0);
    expect(values.get(ofExporter('shed'))).toBe(0);
  });

  it('tells those that timed out and those that were shed from other failures', async () => {
    await start([Slow, Full]);
    const slow = current.notify.dispatch('k', 'on_b', {});
    const shed = current.notify.dispatch('k', 'on_b', {});
    const before = await scrape();
    const inFlight = (plugin: string) => `plugin_system_in_flight{hook="on_b",kind="k",plugin="${plugin}"}`;
    expect(before.values.get(inFlight('Full'))).toBe(1);
    expect(before.values.get(inFlight('Slow'))).toBe(2);

    current.app.get(Full).release();
    await Promise.all([slow, shed]);
    const after = await scrape();
    expect(after.series('plugin_system_deliveries_total')).toEqual({
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="delivered",plugin="Slow"}': 0,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="failed",plugin="Slow"}': 0,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="timed_out",plugin="Slow"}': 2,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="shed",plugin="Slow"}': 0,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="delivered",plugin="Full"}': 1,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="failed",plugin="Full"}': 0,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="timed_out",plugin="Full"}': 0,
      'plugin_system_deliveries_total{hook="on_b",kind="k",outcome="shed",plugin="Full"}': 1,
    });
    expect(after.values.get(inFlight('Full'))).toBe(0);
    expect(after.values.get(inFlight('Slow'))).toBe(0);
  });

  it('shows which plugins are degraded', async () => {
    await start([Exporter, Slow]);
    for (let count = 0; count < 5; count++) current.notify.notify('k', 'on_a', 'throw');
    expect((await scrape()).series('plugin_system_plugin_degraded')).toEqual({
      'plugin_system_plugin_degraded{plugin="Exporter"}': 1,
      'plugin_system_plugin_degraded{plugin="Slow"}': 0,
    });
  });

  it('counts what was refused, and has one label for all names that publishers make up', async () => {
    await start([Exporter]);
    current.notify.notify('k', 'on_a', Symbol('no JSON'));
    for (let count = 0; count < 1000; count++) {
      current.notify.notify('k', `on_${count}`, {});
      current.notify.notify(`k_${count}`, 'on_a', {});
    }
    expect((await scrape()).series('plugin_system_refused_total')).toEqual({
      'plugin_system_refused_total{hook="on_a",kind="k",reason="PAYLOAD_INVALID"}': 1,
      'plugin_system_refused_total{hook="_undeclared",kind="_undeclared",reason="HOOK_UNKNOWN"}': 1000,
      'plugin_system_refused_total{hook="_undeclared",kind="_undeclared",reason="KIND_UNKNOWN"}': 1000,
    });
  });

  it('shows the same twice when nothing was published in between', async () => {
    await start([Exporter]);
    current.notify.notify('k', 'on_a', 'throw');
    expect(await registry.metrics()).toBe(await registry.metrics());
  });

  it('counts on after the registry was reset, since it keeps nothing', async () => {
    await start([Exporter]);
    current.notify.notify('k', 'on_a', 'well');
    registry.resetMetrics();
    expect((await scrape()).values.get(ofExporter('delivered'))).toBe(2);
  });
});
