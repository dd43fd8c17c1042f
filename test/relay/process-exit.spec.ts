import { resolve } from 'node:path';
import type { Broker } from '../../bench/brokers/broker.js';
import { ChildScript } from '../hazards/support/child-script.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { brokerOptions } from './support/broker-options.js';
import { describeWithBrokers, START_TIMEOUT } from './support/describe-with-brokers.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
const hookspecs = folder.declare('k', ['on_a']);
afterAll(() => folder.remove());

/** An instance in a process of its own. What does not end by itself within 20 seconds is killed. */
function startChild(broker: Broker): ChildScript {
  const settings = { hookspecs, relay: brokerOptions(broker), shutdownTimeout: 500, count: 100 };
  return new ChildScript(resolve(import.meta.dirname, 'children/instance.mjs'), [JSON.stringify(settings)]);
}

describeWithBrokers('the process of an application that was closed', (broker) => {
  afterEach(async () => {
    if (broker.pids.length === 0) await broker.start();
    else broker.resume();
  }, START_TIMEOUT);

  it('ends by itself while the broker runs', async () => {
    const child = startChild(broker);
    await child.says('connected');
    child.signal('SIGTERM');
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(child.stdout).not.toContain('dropped');
  }, 30_000);

  it('ends by itself while the broker stands still, and says how many events it has dropped', async () => {
    const child = startChild(broker);
    await child.says('connected');
    broker.pause();
    child.signal('SIGTERM');
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(child.stderr).toContain(
      'route=relay dropped=100 error="the application shut down before the broker had them',
    );
  }, 30_000);

  it(
    'ends by itself when the broker has gone, and says how many events it has dropped',
    async () => {
      const child = startChild(broker);
      await child.says('connected');
      await broker.kill();
      await until(() => child.stderr.includes('broker=lost'));
      child.signal('SIGTERM');
      expect(await child.ended).toEqual({ code: 0, signal: null });
      expect(child.stderr).toContain(
        'route=relay dropped=100 error="the application shut down before the broker had them',
      );
    },
    START_TIMEOUT,
  );

  it(
    'ends by itself when the broker has never been there',
    async () => {
      await broker.kill();
      const child = startChild(broker);
      await child.says('started');
      child.signal('SIGTERM');
      expect(await child.ended).toEqual({ code: 0, signal: null });
      expect(child.stderr).toContain(
        'route=relay dropped=100 error="the application shut down before the broker had them',
      );
    },
    START_TIMEOUT,
  );

  // The client of NATS keeps the socket of an attempt that it has given up: that process ends once its server moves again.
  const whereSocketsAreLetGo =
    broker.name === 'nats' ? [] : ['ends by itself when the broker stood still from the start'];
  if (whereSocketsAreLetGo.length > 0)
    it.each(whereSocketsAreLetGo)(
      '%s',
      async () => {
        broker.pause();
        const child = startChild(broker);
        await child.says('started');
        child.signal('SIGTERM');
        expect(await child.ended).toEqual({ code: 0, signal: null });
        expect(child.stdout).toContain('\nclosed\n');
      },
      START_TIMEOUT,
    );
});
