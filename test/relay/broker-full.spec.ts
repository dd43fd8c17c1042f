import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findBroker } from '../../bench/brokers/find-broker.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers, START_TIMEOUT } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

// RabbitMQ is the one that says so: past its share of the memory it reads from no publisher.
describeWithBrokers(
  'a broker that is full',
  (broker) => {
    let cluster: Cluster;
    beforeEach(() => {
      cluster = new Cluster(broker, hookspecs);
    });
    afterEach(async () => {
      await shareOfMemory('0.6');
      await cluster.close();
    }, START_TIMEOUT);

    async function shareOfMemory(share: string): Promise<void> {
      const { RABBITMQ_NODENAME: node = '' } = broker.environment;
      const program = join(dirname(findBroker('rmq').program ?? ''), 'rabbitmqctl');
      const args = ['-n', node, 'set_vm_memory_high_watermark', share];
      await promisify(execFile)(program, args, { env: { ...process.env, ...broker.environment } });
    }

    it(
      'holds up no publisher, is seen in the status, and gets what has waited once it has room',
      async () => {
        const [publisher, other] = await cluster.startTwo();
        await shareOfMemory('0.00001');
        publisher.notify.notify('k', 'on_a', 1);
        await until(() => publisher.relay.status.reason === 'the broker is full, and takes nothing');
        expect(await publisher.notify.dispatch('k', 'on_a', 2)).toEqual({ delivered: 1, failed: [] });
        expect(publisher.relay.status.status).toBe('degraded');
        expect(publisher.relay.figures()).toMatchObject({ sent: 0, waiting: 2, dropped: 0 });

        await shareOfMemory('0.6');
        await cluster.settle();
        expect(other.heard.payloads).toEqual([1, 2]);
        expect(publisher.relay.status.status).toBe('operational');
        expect(cluster.log.lines('error')).toEqual([]);
      },
      START_TIMEOUT,
    );
  },
  { only: ['rmq'] },
);

// NATS says what it takes at most, and closes the connection of whoever sends more.
describeWithBrokers(
  'a broker that takes smaller messages than the relay',
  (broker) => {
    let cluster: Cluster;
    beforeEach(() => {
      cluster = new Cluster(broker, hookspecs);
    });
    afterEach(() => cluster.close());

    it('gets the others, and the event that is too large is dropped with one line', async () => {
      const [publisher, other] = await cluster.startTwo({ relay: { maxMessageBytes: 4 * 1024 * 1024 } });
      const large = 'x'.repeat(1024 * 1024);
      for (const payload of [1, large, 2]) publisher.notify.notify('k', 'on_a', payload);
      await cluster.settle();
      expect(other.heard.payloads).toEqual([1, 2]);
      expect(publisher.heard.payloads).toEqual([1, large, 2]);
      expect(publisher.relay.figures()).toMatchObject({ dropped: 1, waiting: 0 });
      expect(cluster.log.lines('error')).toEqual([
        'route=relay refused=MESSAGE_INVALID error="not sent: it is larger than the 1048576 bytes that the broker takes"',
      ]);
    });
  },
  { only: ['nats'] },
);
