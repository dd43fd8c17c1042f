import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

describeWithBrokers('a broker that stands still', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(async () => {
    broker.resume();
    await cluster.close();
  });

  it('holds up neither publishers nor local subscribers, and has everything delivered when it goes on', async () => {
    const [publisher, other] = await cluster.startTwo();
    broker.pause();
    const numbers = Array.from({ length: 2000 }, (_, number) => number);
    for (const number of numbers) {
      const result = await publisher.notify.dispatch('k', 'on_a', number);
      expect(result).toEqual({ delivered: 1, failed: [] });
    }
    expect(publisher.heard.payloads).toEqual(numbers);
    expect(publisher.relay.figures()).toMatchObject({ waiting: 2000, sent: 0, dropped: 0 });
    broker.resume();
    await cluster.settle();
    expect(other.heard.payloads).toEqual(numbers);
    expect(other.relay.figures()).toMatchObject({ missed: 0, repeated: 0 });
    expect(cluster.log.lines('error')).toEqual([]);
  });

  it('does not hold up the start of an application', async () => {
    broker.pause();
    const { notify, relay, heard } = await cluster.startAlone();
    expect(await notify.dispatch('k', 'on_a', 1)).toEqual({ delivered: 1, failed: [] });
    expect(relay.status.status).toBe('degraded');
    broker.resume();
    await relay.whenConnected();
    await until(() => relay.figures().sent === 1);
    expect(heard.payloads).toEqual([1]);
  }, 20_000);

  // RabbitMQ's client may find out first, and the others would only take their five seconds once more.
  if (broker.name !== 'mqtt') return;

  it('is seen in the status after a while, until it goes on', async () => {
    const { notify, relay } = await cluster.start();
    broker.pause();
    notify.notify('k', 'on_a', 1);
    await until(() => relay.status.status === 'degraded');
    expect(relay.status.reason).toBe('the broker confirms nothing');
    broker.resume();
    await until(() => relay.status.status === 'operational');
    expect(relay.figures()).toMatchObject({ sent: 1, waiting: 0 });
  }, 20_000);
});
