import { setTimeout as delay } from 'node:timers/promises';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers, START_TIMEOUT } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

/** So long that an instance has tried several times, once a second, to connect. */
const LONG_AWAY = 2600;

/** How many connections this process has. */
function countConnections(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

describeWithBrokers('the connections of an instance', (broker) => {
  let cluster: Cluster;
  let before: number;
  beforeEach(() => {
    before = countConnections();
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(async () => {
    await cluster.close();
    if (broker.pids.length === 0) await broker.start();
  }, START_TIMEOUT);

  it(
    'are as many after the broker was away as before',
    async () => {
      const { relay } = await cluster.start();
      await cluster.settle();
      const atFirst = countConnections() - before;
      await broker.kill();
      await until(() => relay.status.status === 'degraded');
      await delay(LONG_AWAY);
      await broker.start();
      await relay.whenConnected();
      await cluster.settle();
      // Libraries that reconnect by themselves would do it once a second, or every five.
      await delay(LONG_AWAY * 2);
      await until(() => countConnections() - before <= atFirst, countConnections);
      expect(countConnections() - before).toBe(atFirst);
    },
    START_TIMEOUT,
  );

  it('are gone when it was closed', async () => {
    await cluster.startTwo();
    await cluster.close();
    await until(() => countConnections() <= before, countConnections);
    expect(countConnections()).toBeLessThanOrEqual(before);
  });
});
