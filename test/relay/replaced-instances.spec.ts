import { resolve } from 'node:path';
import { ChildScript } from '../hazards/support/child-script.js';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { brokerOptions } from './support/broker-options.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

describeWithBrokers('an instance that is replaced', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(() => cluster.close());

  it('when it was closed is not missed by the others, which hear the new one', async () => {
    const [one, two, leaving] = await cluster.startThree();
    leaving.notify.notify('k', 'on_a', 'from the old one');
    await cluster.settle();
    await cluster.stop(leaving);
    const replacement = await cluster.start();
    replacement.notify.notify('k', 'on_a', 'from the new one');
    await cluster.settle();
    one.notify.notify('k', 'on_a', 'for the new one');
    await cluster.settle();
    expect(two.heard.payloads).toEqual(['from the old one', 'from the new one', 'for the new one']);
    expect(replacement.heard.payloads).toEqual(['from the new one', 'for the new one']);
    expect(one.relay.figures()).toMatchObject({ missed: 0, repeated: 0, refused: 0 });
    expect([...cluster.log.lines('error'), ...cluster.log.lines('warn')]).toEqual([]);
  });

  it('when its process was killed is not missed by the others', async () => {
    const [one, two] = await cluster.startTwo();
    const settings = { hookspecs, relay: { ...brokerOptions(broker), topic: cluster.topic }, count: 0 };
    const child = new ChildScript(resolve(import.meta.dirname, 'children/instance.mjs'), [JSON.stringify(settings)]);
    await child.says('connected');
    one.notify.notify('k', 'on_a', 'before');
    child.signal('SIGKILL');
    await child.ended;
    one.notify.notify('k', 'on_a', 'after');
    const replacement = await cluster.start();
    replacement.notify.notify('k', 'on_a', 'from the new one');
    await cluster.settle();
    expect(two.heard.payloads).toEqual(['before', 'after', 'from the new one']);
    expect(two.relay.figures()).toMatchObject({ missed: 0, repeated: 0, refused: 0 });
    expect([...cluster.log.lines('error'), ...cluster.log.lines('warn')]).toEqual([]);
  }, 20_000);
});
