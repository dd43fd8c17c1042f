import { setTimeout as delay } from 'node:timers/promises';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster, type Instance } from './support/cluster.js';
import { describeWithBrokers, START_TIMEOUT } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

/** So long that each instance has tried several times, once a second, to connect. */
const LONG_AWAY = 2600;

const isDown = ({ relay }: Instance) => relay.status.status === 'degraded';

describeWithBrokers('a broker that is away', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(async () => {
    await cluster.close();
    if (broker.pids.length === 0) await broker.start();
  }, START_TIMEOUT);

  it(
    'and comes back costs one line for each, and what was published meanwhile comes exactly once',
    async () => {
      const instances = await cluster.startTwo();
      const [one, two] = instances;
      one.notify.notify('k', 'on_a', 'before');
      await cluster.settle();
      await broker.kill();
      await until(() => instances.every(isDown));
      one.notify.notify('k', 'on_a', 'one');
      two.notify.notify('k', 'on_a', 'two');
      one.notify.notify('k', 'on_a', 'one again');
      await delay(LONG_AWAY);
      await broker.start();
      await Promise.all(instances.map(({ relay }) => relay.whenConnected()));
      await cluster.settle();
      expect(one.heard.payloads).toEqual(['before', 'one', 'one again', 'two']);
      expect(two.heard.payloads.filter((payload) => payload !== 'two')).toEqual(['before', 'one', 'one again']);
      expect(two.heard.payloads).toHaveLength(4);
      for (const instance of instances) {
        expect(cluster.brokerLines(instance)).toEqual(['connected', 'lost', 'back']);
        expect(instance.relay.figures()).toMatchObject({ dropped: 0, missed: 0, repeated: 0, waiting: 0 });
      }
    },
    START_TIMEOUT,
  );

  // RabbitMQ takes its time to start, and is no other in this.
  if (broker.name === 'rmq') return;

  it(
    'while the application starts is not waited for, and gets what was published meanwhile when it comes',
    async () => {
      await broker.kill();
      const publisher = await cluster.startAlone({ isServer: true });
      const other = await cluster.startAlone();
      const response = await fetch(publisher.url ?? '');
      expect(response.status).toBe(404);
      await until(() => publisher.relay.status.reason?.includes('not been connected') === false);
      expect(publisher.relay.status).toMatchObject({
        status: 'degraded',
        reason: expect.stringMatching(/^no broker: ./),
      });
      for (const number of [1, 2, 3]) {
        expect(await publisher.notify.dispatch('k', 'on_a', number)).toEqual({ delivered: 1, failed: [] });
      }
      expect(publisher.relay.figures()).toMatchObject({ waiting: 3, sent: 0, dropped: 0 });

      await broker.start();
      await Promise.all([publisher, other].map(({ relay }) => relay.whenConnected()));
      await cluster.settle();
      expect(other.heard.payloads).toEqual([1, 2, 3]);
      expect(publisher.heard.payloads).toEqual([1, 2, 3]);
      expect(publisher.relay.status.status).toBe('operational');
      for (const instance of [publisher, other]) {
        expect(cluster.brokerLines(instance)).toEqual(['unreachable', 'back']);
      }
    },
    START_TIMEOUT,
  );

  it(
    'in the middle of it all loses no more than what is counted, and nothing is heard twice',
    async () => {
      const [publisher, other] = await cluster.startTwo();
      let count = 0;
      const publishing = setInterval(() => publisher.notify.notify('k', 'on_a', ++count), 1);
      try {
        await until(() => other.heard.events.length > 20);
        await broker.kill();
        await broker.start();
        await until(() => isDown(publisher) || cluster.brokerLines(publisher).includes('back'));
        const before = other.heard.events.length;
        await until(() => other.heard.events.length > before + 20);
      } finally {
        clearInterval(publishing);
      }
      await cluster.settle();
      const numbers = other.heard.payloads.map(Number);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
      const { missed } = other.relay.figures();
      expect(numbers).toHaveLength(count - missed);
      expect(publisher.heard.events).toHaveLength(count);
    },
    START_TIMEOUT,
  );

  // It never gets to the broker.
  if (broker.name !== 'mqtt') return;

  it(
    'for more events than may wait costs just those beyond, which are counted here and there, and all are heard here',
    async () => {
      const [publisher, other] = await cluster.startTwo({ relay: { maxWaiting: 10 } });
      await broker.kill();
      await until(() => isDown(publisher) && isDown(other));
      const numbers = Array.from({ length: 25 }, (_, number) => number);
      for (const number of numbers) publisher.notify.notify('k', 'on_a', number);
      expect(publisher.relay.figures()).toMatchObject({ waiting: 10, dropped: 15 });
      await broker.start();
      await Promise.all([publisher, other].map(({ relay }) => relay.whenConnected()));
      await until(() => publisher.relay.figures().waiting === 0);
      await cluster.settle();
      expect(publisher.heard.payloads).toEqual(numbers);
      expect(other.heard.payloads).toEqual(numbers.slice(0, 10));
      expect(other.relay.figures()).toMatchObject({ missed: 15, repeated: 0 });
      expect(publisher.relay.figures()).toMatchObject({ dropped: 15, waiting: 0 });
      const lines = cluster.log.entries.map(({ message }) => message);
      expect(lines.filter((line) => /drop|missed/.test(line))).toEqual([
        expect.stringMatching(/^route=relay dropping=newest error="no room: 10 events wait for the broker/),
        'route=relay dropped=15',
        `route=relay missed=15 source=${publisher.relay.source}`,
      ]);
    },
    START_TIMEOUT,
  );
});
