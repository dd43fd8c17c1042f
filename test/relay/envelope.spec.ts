import { CloudEvent, HTTP } from 'cloudevents';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { message } from './support/message.js';
import { connectRaw, type RawClient } from './support/raw-client.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a', 'on_b'], { version: '1.4.2-rc.1+build' });
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

const ID = 'order 4711 "ü"\n';

describeWithBrokers(
  'the message of a broadcast',
  (broker) => {
    let cluster: Cluster;
    let raw: RawClient | undefined;
    beforeEach(() => {
      cluster = new Cluster(broker, hookspecs);
    });
    afterEach(async () => {
      await raw?.close();
      raw = undefined;
      await cluster.close();
    });

    /** What comes from now on, as it is on the broker. */
    async function listen(): Promise<string[]> {
      const texts: string[] = [];
      raw = await connectRaw(broker, cluster.topic);
      await raw.hear((text) => texts.push(text));
      return texts;
    }

    /** So many messages, as the SDK reads them: it throws where one is no CloudEvent. */
    async function events(texts: readonly string[], count: number): Promise<CloudEvent<unknown>[]> {
      await until(() => texts.length >= count);
      return texts.map((text) => new CloudEvent<unknown>(JSON.parse(text) as object, true));
    }

    it('is a CloudEvent that the SDK reads strictly', async () => {
      const texts = await listen();
      const { notify, heard } = await cluster.start();
      notify.notify('k', 'on_a', { text: 'ä\u2028"' }, { id: ID });
      const [event] = await events(texts, 1);
      expect(event?.validate()).toBe(true);
      expect(event?.toJSON()).toMatchObject({
        specversion: '1.0',
        type: 'plugin.hook.k.on_a',
        id: ID,
        time: heard.events[0]?.delivery.occurredAt.toISOString(),
        kindapiversion: '1.4.2-rc.1+build',
        data: { text: 'ä\u2028"' },
      });
    });

    it('is what the SDK takes for an event in structured mode', async () => {
      const texts = await listen();
      const { notify } = await cluster.start();
      notify.notify('k', 'on_a', [1, null]);
      await until(() => texts.length > 0);
      const event = HTTP.toEvent({
        headers: { 'content-type': 'application/cloudevents+json' },
        body: texts[0] ?? '',
      });
      expect(event).toMatchObject({ type: 'plugin.hook.k.on_a', data: [1, null] });
    });

    it('names as its source the instance that has sent it, which is another one for each', async () => {
      const texts = await listen();
      const [one, two] = await cluster.startTwo();
      one.notify.notify('k', 'on_a', 'one');
      two.notify.notify('k', 'on_a', 'two');
      const read = await events(texts, 2);
      const sources = new Map(read.map(({ data, source }) => [data, source]));
      expect(sources.get('one')).toBe(one.relay.source);
      expect(sources.get('two')).toBe(two.relay.source);
      expect(one.relay.source).not.toBe(two.relay.source);
      expect(one.relay.source).toMatch(/^\/test-[^/]+\/[^/]+\/\d+\/[\w-]+$/);
    });

    it('has a number that is one more than that of the message before, whatever the hook', async () => {
      const texts = await listen();
      const { notify } = await cluster.start();
      for (const hook of ['on_a', 'on_b', 'on_a']) notify.notify('k', hook, null);
      const read = await events(texts, 3);
      const numbers = read.map((event) => event['sequence']);
      expect(numbers.map(Number)).toEqual([1, 2, 3]);
      // The order of texts is the order of numbers.
      expect(numbers.map((number) => String(number).length)).toEqual([16, 16, 16]);
    });

    it('may as well be written by the SDK, without a number, and as often as somebody likes', async () => {
      const { heard } = await cluster.start();
      raw = await connectRaw(broker, cluster.topic);
      const event = new CloudEvent({
        type: 'plugin.hook.k.on_a',
        source: '/a/script',
        id: 'by the SDK',
        kindapiversion: '1.0.0',
        datacontenttype: 'application/json',
        data: { text: 'x' },
      });
      await raw.say(JSON.stringify(event));
      await raw.say(JSON.stringify(event));
      await until(() => heard.events.length === 2);
      expect(heard.payloads).toEqual([{ text: 'x' }, { text: 'x' }]);
      expect(heard.events[0]?.delivery).toMatchObject({ id: 'by the SDK', origin: 'remote' });
      expect(heard.events[0]?.delivery.occurredAt.toISOString()).toBe(event.time);
    });

    it.each([
      ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
      ['2026-01-02T05:04:05+02:00', '2026-01-02T03:04:05.000Z'],
      ['2026-01-02t03:04:05.123456789z', '2026-01-02T03:04:05.123Z'],
    ])('may have its time in any form of RFC 3339: %s', async (time, occurredAt) => {
      const { heard } = await cluster.start();
      raw = await connectRaw(broker, cluster.topic);
      await raw.say(message({ time }));
      await until(() => heard.events.length === 1);
      expect(heard.events[0]?.delivery.occurredAt.toISOString()).toBe(occurredAt);
    });

    it('without a time happened when it came', async () => {
      const { heard } = await cluster.start();
      raw = await connectRaw(broker, cluster.topic);
      const before = Date.now();
      await raw.say(message({ time: undefined }));
      await until(() => heard.events.length === 1);
      const time = heard.events[0]?.delivery.occurredAt.getTime();
      expect(time).toBeGreaterThanOrEqual(before);
      expect(time).toBeLessThanOrEqual(Date.now());
    });
  },
  { only: ['mqtt'] },
);
