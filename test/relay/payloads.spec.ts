import { Injectable } from '@nestjs/common';
import { OnHook } from 'nestjs-plugin-system';
import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { Listener } from './support/heard.js';

const folder = new HookspecFolder();
folder.declare('k', ['on_a']);
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

/** Changes what it is told. */
@Injectable()
class Vandal {
  @OnHook('k', 'on_a')
  hear(payload: { text: string }): void {
    payload.text = 'mine';
  }
}

const REFERENCE = { system: { payloads: 'reference' } } as const;

describeWithBrokers('the payload of a broadcast', (broker) => {
  let cluster: Cluster;
  beforeEach(() => {
    cluster = new Cluster(broker, hookspecs);
  });
  afterEach(() => cluster.close());

  it('comes as the data that JSON carries, deeply frozen', async () => {
    const [publisher, other] = await cluster.startTwo();
    const text = 'ä\u2028\u{1f600}\u0000"\\';
    publisher.notify.notify('k', 'on_a', { at: new Date(0), gone: undefined, list: [{ text }], none: null, minus: -0 });
    await cluster.settle();
    const [copy] = other.heard.payloads as [{ list: object[] }];
    expect(copy).toEqual({ at: '1970-01-01T00:00:00.000Z', list: [{ text }], none: null, minus: 0 });
    expect(copy).toEqual(publisher.heard.payloads[0]);
    expect([copy, copy.list, copy.list[0]].map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
  });

  it.each([[null], [false], [0], [''], [[]], ['x'.repeat(200_000)]])('may be any JSON value', async (payload) => {
    const [publisher, other] = await cluster.startTwo();
    publisher.notify.notify('k', 'on_a', payload);
    await cluster.settle();
    expect(other.heard.payloads).toEqual([payload]);
  });

  it('is sent as it was published, where a subscriber gets it by reference and changes it', async () => {
    const publisher = await cluster.start({ ...REFERENCE, providers: [Vandal, Listener] });
    const other = await cluster.start(REFERENCE);
    const payload = { text: 'yours' };
    publisher.notify.notify('k', 'on_a', payload);
    await cluster.settle();
    expect(payload).toEqual({ text: 'mine' });
    expect(other.heard.payloads).toEqual([{ text: 'yours' }]);
  });

  it('is frozen for subscribers elsewhere, even where local ones get it by reference', async () => {
    const [publisher, other] = await cluster.startTwo(REFERENCE);
    publisher.notify.notify('k', 'on_a', { list: [{}] });
    await cluster.settle();
    const [copy] = other.heard.payloads as [{ list: object[] }];
    expect([copy, copy.list, copy.list[0]].map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
  });

  it('that JSON cannot carry is heard by reference here, and refused for the relay with one line', async () => {
    const [publisher, other] = await cluster.startTwo(REFERENCE);
    const payload = { callback: () => {} };
    const result = await publisher.notify.dispatch('k', 'on_a', payload);
    await cluster.settle();
    expect(result).toEqual({ delivered: 1, failed: [] });
    expect(publisher.heard.payloads[0]).toBe(payload);
    expect(other.heard.payloads).toEqual([]);
    expect(cluster.log.lines('error')).toEqual([
      expect.stringMatching(/^route=relay kind=k hook=on_a refused=PAYLOAD_INVALID path=\/callback error=/),
    ]);
  });

  it('that makes a message larger than maxMessageBytes is heard here, and refused for the relay with one line', async () => {
    const [publisher, other] = await cluster.startTwo({ relay: { maxMessageBytes: 1024 } });
    publisher.notify.notify('k', 'on_a', 'x'.repeat(1024));
    publisher.notify.notify('k', 'on_a', 'short');
    await cluster.settle();
    expect(publisher.heard.payloads).toHaveLength(2);
    expect(other.heard.payloads).toEqual(['short']);
    expect(publisher.relay.figures()).toMatchObject({ dropped: 1 });
    expect(other.relay.figures()).toMatchObject({ missed: 0, refused: 0 });
    expect(cluster.log.lines('error')).toEqual([
      expect.stringMatching(
        /^route=relay kind=k hook=on_a refused=MESSAGE_INVALID error="not sent: it is larger than 1024/,
      ),
    ]);
  });
});
