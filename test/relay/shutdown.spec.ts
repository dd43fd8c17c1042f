import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { NotifyService } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers, START_TIMEOUT } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

const numbers = Array.from({ length: 500 }, (_, number) => number);

/** Says goodbye. */
@Injectable()
class Leaving implements OnModuleDestroy {
  constructor(private readonly notify: NotifyService) {}

  onModuleDestroy(): void {
    this.notify.notify('k', 'on_a', 'goodbye');
  }
}

describeWithBrokers('an instance that shuts down', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(async () => {
    if (broker.pids.length === 0) await broker.start();
    else broker.resume();
    await cluster.close();
  }, START_TIMEOUT);

  it('sends what waits before it ends', async () => {
    const [publisher, other] = await cluster.startTwo();
    for (const number of numbers) publisher.notify.notify('k', 'on_a', number);
    await cluster.stop(publisher);
    await until(() => other.heard.events.length === numbers.length);
    expect(other.heard.payloads).toEqual(numbers);
    expect(publisher.relay.figures()).toMatchObject({ waiting: 0, dropped: 0, sent: numbers.length });
  });

  it('sends what is published while it shuts down', async () => {
    const publisher = await cluster.start({ providers: [Leaving] });
    const other = await cluster.start();
    await cluster.stop(publisher);
    await until(() => other.heard.events.length > 0);
    expect(other.heard.payloads).toEqual(['goodbye']);
    expect(publisher.relay.figures()).toMatchObject({ waiting: 0, dropped: 0 });
  });

  it('hears nothing more from elsewhere, and says nothing about that', async () => {
    const [leaving, other] = await cluster.startTwo();
    await cluster.stop(leaving);
    other.notify.notify('k', 'on_a', 'late');
    await cluster.settle();
    expect(leaving.heard.payloads).toEqual([]);
    expect([...cluster.log.lines('error'), ...cluster.log.lines('warn')]).toEqual([]);
  });

  it('drops what waits for a broker that stands still, once its shutdownTimeout is over, and says how many', async () => {
    const publisher = await cluster.start({ system: { shutdownTimeout: 300 } });
    broker.pause();
    for (const number of numbers) publisher.notify.notify('k', 'on_a', number);
    await cluster.stop(publisher);
    expect(cluster.log.lines('error')).toEqual([
      'route=relay dropped=500 error="the application shut down before the broker had them (option shutdownTimeout)"',
    ]);
    expect(publisher.relay.figures()).toMatchObject({ waiting: 0, dropped: 500, sent: 0 });
  }, 20_000);

  it(
    'does not wait for a broker that is away, and says how many events it has dropped',
    async () => {
      // Longer than the test may take.
      const publisher = await cluster.start({ system: { shutdownTimeout: 2 * START_TIMEOUT } });
      await broker.kill();
      await until(() => publisher.relay.status.status === 'degraded');
      for (const number of numbers) publisher.notify.notify('k', 'on_a', number);
      await cluster.stop(publisher);
      expect(cluster.log.lines('error').filter((line) => line.includes('dropped='))).toEqual([
        expect.stringMatching(/^route=relay dropped=500 error=/),
      ]);
      expect(publisher.relay.figures()).toMatchObject({ waiting: 0, dropped: 500 });
    },
    START_TIMEOUT,
  );
});
