import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { PluginMetricsModule } from 'nestjs-plugin-system/metrics';
import { AggregatorRegistry, Registry } from 'prom-client';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp } from '../support/start-app.js';
import { ScrapedText } from './scraped-text.js';

const NAME = 'plugin_system_delivery_duration_seconds';
const LABELS = 'hook="on_a",kind="k",plugin="Busy"';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

@Injectable()
class Busy {
  /** Milliseconds for which the first method holds the thread. */
  static busyFor = 0;

  @OnHook('k', 'on_a')
  hear(): void {
    for (const end = performance.now() + Busy.busyFor; performance.now() < end;);
  }

  @OnHook('k', 'on_a')
  hearToo(): void {}
}

async function whileStarted(look: (registry: Registry, publish: () => void) => Promise<void>): Promise<void> {
  const registry = new Registry();
  const imports = [PluginMetricsModule.forRoot({ registry })];
  const { app, notify } = await startApp({ hookspecs }, { imports, providers: [Busy] });
  try {
    await look(registry, () => notify.notify('k', 'on_a', {}));
  } finally {
    await app.close();
  }
}

/** Publishes until the time of an event was taken: about one in 64 is. Returns what the scrape shows then. */
async function publishUntilTimed(registry: Registry, publish: () => void): Promise<ScrapedText> {
  for (;;) {
    publish();
    const scraped = new ScrapedText(await registry.metrics());
    if ((scraped.values.get(`${NAME}_count{${LABELS}}`) ?? 0) > 0) return scraped;
  }
}

describe('the histogram of durations', () => {
  beforeEach(() => {
    Busy.busyFor = 0;
  });

  it('has the buckets of all samples in seconds, the methods that hear one hook together', async () => {
    Busy.busyFor = 3;
    await whileStarted(async (registry, publish) => {
      const scraped = await publishUntilTimed(registry, publish);
      expect(scraped.values.get(`${NAME}_count{${LABELS}}`)).toBe(2);
      const bucket = (le: string) =>
        scraped.values.get(`${NAME}_bucket{hook="on_a",kind="k",le="${le}",plugin="Busy"}`);
      expect(bucket('0.0025')).toBe(1);
      expect(bucket('1')).toBe(2);
      expect(bucket('+Inf')).toBe(2);
      const sum = scraped.values.get(`${NAME}_sum{${LABELS}}`) ?? 0;
      expect(sum).toBeGreaterThanOrEqual(0.003);
      expect(sum).toBeLessThan(2);
    });
  });

  it('never falls from one bucket to the next, and ends with the number of deliveries, as far as it is known', async () => {
    await whileStarted(async (registry, publish) => {
      for (let count = 0; count < 10_000; count++) publish();
      const scraped = new ScrapedText(await registry.metrics());
      const buckets = Object.entries(scraped.series(`${NAME}_bucket`));
      expect(buckets.map(([key]) => /le="([^"]+)"/.exec(key)?.[1])).toEqual(
        '0.00001 0.0001 0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 25 +Inf'.split(' '),
      );
      const counts = buckets.map(([, count]) => count);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(counts.at(-1)).toBe(scraped.values.get(`${NAME}_count{${LABELS}}`));
      // Two methods hear each event.
      expect(counts.at(-1)).toBeGreaterThan(2 * (10_000 - 127));
      expect(counts.at(-1)).toBeLessThanOrEqual(20_000);
      expect(scraped.help.get(NAME)).toContain('one event in 64');
    });
  });

  it('can be had as JSON, added up over the workers of a cluster', async () => {
    await whileStarted(async (registry, publish) => {
      const scraped = await publishUntilTimed(registry, publish);
      const worker = await registry.getMetricsAsJSON();
      const merged = new ScrapedText(await AggregatorRegistry.aggregate([worker, worker]).metrics());
      const count = scraped.values.get(`${NAME}_count{${LABELS}}`) ?? 0;
      expect(merged.values.get(`${NAME}_count{${LABELS}}`)).toBe(2 * count);
      expect(Object.keys(merged.series(`${NAME}_bucket`))).toHaveLength(17);
    });
  });
});
