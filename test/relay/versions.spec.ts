import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster, type Instance } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { message } from './support/message.js';
import { connectRaw } from './support/raw-client.js';
import { until } from './support/until.js';

const folders: HookspecFolder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

/** Writes hookspecs of a version of the kind `k`, with a hook `on_a` of a closed object that has these keys. */
function declare(version: string, keys: readonly string[], more: readonly string[] = []): string {
  const folder = new HookspecFolder();
  folders.push(folder);
  const text = { type: 'string' };
  folder.write('schemas/any.json', {});
  folder.write('schemas/closed.json', {
    type: 'object',
    properties: {
      order: text,
      items: { type: 'array', items: { $ref: '#/$defs/item' } },
      ...Object.fromEntries(keys.map((key) => [key, text])),
    },
    required: ['order'],
    additionalProperties: false,
    $defs: {
      item: {
        type: 'object',
        properties: { name: text, ...Object.fromEntries(keys.map((key) => [key, text])) },
        additionalProperties: false,
      },
    },
  });
  const others = Object.fromEntries(more.map((hook) => [hook, 'schemas/any.json']));
  folder.declareWith('k', { on_a: 'schemas/closed.json', ...others }, { version });
  return folder.declare('fence', ['on_fence']);
}

const older = declare('1.1.0', []);
const newer = declare('1.2.0', ['note'], ['on_b']);
const nextMajor = declare('2.0.0', []);

describeWithBrokers(
  'instances of different versions of a kind',
  (broker) => {
    let cluster: Cluster;
    beforeEach(() => {
      cluster = new Cluster(broker, older);
    });
    afterEach(() => cluster.close());

    /** An instance with these hookspecs, and another one with those. */
    function startWith(publishers: string, others: string): Promise<[Instance, Instance]> {
      return Promise.all([cluster.start({ hookspecs: publishers }), cluster.start({ hookspecs: others })]);
    }

    it('understand each other when the publisher is newer: its new keys are left out of closed objects', async () => {
      const [publisher, other] = await startWith(newer, older);
      const payload = { order: '1', note: 'new', items: [{ name: 'a', note: 'new' }] };
      publisher.notify.notify('k', 'on_a', payload);
      await cluster.settle();
      expect(publisher.heard.payloads).toEqual([payload]);
      expect(other.heard.payloads).toEqual([{ order: '1', items: [{ name: 'a' }] }]);
      expect(other.relay.figures()).toMatchObject({ refused: 0, received: 2 });
    });

    it('understand each other when the publisher is older', async () => {
      const [publisher, other] = await startWith(older, newer);
      publisher.notify.notify('k', 'on_a', { order: '1', items: [{ name: 'a' }] });
      await cluster.settle();
      expect(other.heard.payloads).toEqual([{ order: '1', items: [{ name: 'a' }] }]);
    });

    it('pass over a hook that only the newer one knows, without a word', async () => {
      const [publisher, other] = await startWith(newer, older);
      publisher.notify.notify('k', 'on_b', 1);
      publisher.notify.notify('k', 'on_a', { order: '1' });
      await cluster.settle();
      expect(other.heard.payloads).toEqual([{ order: '1' }]);
      expect(other.relay.figures()).toMatchObject({ ignored: 1, refused: 0, missed: 0 });
      expect(cluster.log.lines('error')).toEqual([]);
    });

    it.each([
      ['breaks it in another way', '1.2.0', { items: [{ name: 1 }], note: 'new' }],
      ['has keys that are unknown here, but only another patch version', '1.1.7', { order: '1', note: 'new' }],
    ])('are held to the schema of the receiver: an event %s', async (_, kindapiversion, data) => {
      const [, other] = await startWith(newer, older);
      const raw = await connectRaw(broker, cluster.topic);
      await raw.say(message({ kindapiversion, data }));
      await raw.close();
      await until(() => other.relay.figures().refused === 1);
      expect(other.heard.payloads).toEqual([]);
    });

    it.each([
      ['newer', nextMajor, older, '2.0.0', '1.1.0'],
      ['older', older, nextMajor, '1.1.0', '2.0.0'],
    ])('refuse what an instance of a %s major version publishes, and log it', async (_, theirs, ours, from, to) => {
      const [publisher, other] = await startWith(theirs, ours);
      publisher.notify.notify('k', 'on_a', { order: '1' });
      await cluster.settle();
      expect(publisher.heard.payloads).toHaveLength(1);
      expect(other.heard.payloads).toEqual([]);
      expect(other.relay.figures()).toMatchObject({ refused: 1, missed: 0 });
      expect(cluster.log.lines('error')).toEqual([
        `route=relay kind=k hook=on_a refused=VERSION_INCOMPATIBLE error="it was published with version ${from} of kind 'k', but version ${to} is loaded here"`,
      ]);
    });
  },
  { only: ['mqtt'] },
);
