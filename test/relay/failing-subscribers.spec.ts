import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster, type Instance } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { Listener } from './support/heard.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

/** Throws whatever it is told. */
@Injectable()
class Thrower {
  @OnHook('k', 'on_a')
  hear(message: string): void {
    throw new Error(message);
  }
}

/** Rejects with whatever it is told, a little later. */
@Injectable()
class Rejecter {
  @OnHook('k', 'on_a')
  async hear(message: string): Promise<void> {
    await new Promise(setImmediate);
    throw new Error(message);
  }
}

/** How the subscriber of a class does. */
function countsOf({ registry }: Instance, plugin: string) {
  const subscriber = registry.subscribersOf('k', 'on_a').find((one) => one.plugin === plugin);
  return { delivered: subscriber?.delivered, failed: subscriber?.failed };
}

describeWithBrokers('a subscriber of an event from elsewhere', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(() => cluster.close());

  it.each([
    ['throws', Thrower],
    ['rejects', Rejecter],
  ])('that %s is logged and counted as a local one is, and reaches nobody', async (_, Failing) => {
    const publisher = await cluster.start();
    const other = await cluster.start({ providers: [Failing, Listener] });
    const result = await publisher.notify.dispatch('k', 'on_a', 'no way');
    await cluster.settle();
    await other.notify.whenIdle();
    expect(result).toEqual({ delivered: 1, failed: [] });
    expect(other.heard.payloads).toEqual(['no way']);
    expect(cluster.log.lines('error')).toEqual([`plugin=${Failing.name} error="no way" kind=k hook=on_a`]);
    expect(countsOf(other, Failing.name)).toEqual({ delivered: 0, failed: 1 });
    expect(countsOf(other, 'Listener')).toEqual({ delivered: 1, failed: 0 });
    expect(countsOf(publisher, 'Listener')).toEqual({ delivered: 1, failed: 0 });
  });

  it('that fails again and again is degraded in its own instance only', async () => {
    const publisher = await cluster.start({ providers: [] });
    const [failing, healthy] = [await cluster.start({ providers: [Thrower] }), await cluster.start()];
    for (let count = 0; count < 5; count++) publisher.notify.notify('k', 'on_a', 'no way');
    await cluster.settle();
    const statusOf = ({ registry }: Instance, plugin: string) =>
      registry.plugins().find(({ name }) => name === plugin)?.status;
    expect([statusOf(failing, 'Thrower'), statusOf(healthy, 'Listener')]).toEqual(['degraded', 'operational']);
    expect(healthy.heard.payloads).toHaveLength(5);
  });
});
