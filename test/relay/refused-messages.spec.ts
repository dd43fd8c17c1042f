import { HookspecFolder } from '../lib/support/hookspec-folder.js';
import { Cluster, type Instance } from './support/cluster.js';
import { describeWithBrokers } from './support/describe-with-brokers.js';
import { message } from './support/message.js';
import { connectRaw, type RawClient } from './support/raw-client.js';
import { until } from './support/until.js';

const folder = new HookspecFolder();
folder.write('schemas/text.json', { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] });
folder.declareWith('k', { on_a: 'schemas/text.json' });
const hookspecs = folder.declare('fence', ['on_fence']);
afterAll(() => folder.remove());

const MAX_BYTES = 200_000;
const DEEP = 100_000;

/** Names, and messages that nobody may be told of. */
const REFUSED: [string, string | Buffer][] = [
  ['an empty one', ''],
  ['a blank one', ' \n '],
  ['one that is not JSON', '{"specversion":"1.0"'],
  ['binary garbage', Buffer.from([0, 255, 254, 128, 192, 193, 10, 13, 0])],
  ['null', 'null'],
  ['a list', `[${message()}]`],
  ['a number', '4711'],
  ['a text', JSON.stringify(message())],
  ['an empty object', '{}'],
  ['absurd nesting', '['.repeat(DEEP)],
  ['absurd nesting that is JSON', '['.repeat(DEEP / 2) + ']'.repeat(DEEP / 2)],
  ['absurd nesting of its data', message({ data: 'HERE' }).replace('"HERE"', '['.repeat(9000) + ']'.repeat(9000))],
  ['one of another specversion', message({ specversion: '0.3' })],
  ['one without specversion', message({ specversion: undefined })],
  ['one of a foreign type', message({ type: 'com.example.order.placed' })],
  ['one of a type that is almost a hook', message({ type: 'plugin.hook.k.on_a.more' })],
  ['one of a type that is no text', message({ type: ['plugin.hook.k.on_a'] })],
  ['one without type', message({ type: undefined })],
  ['one without source', message({ source: undefined })],
  ['one of an empty source', message({ source: '' })],
  ['one of an endless source', message({ source: 'x'.repeat(10_000) })],
  ['one without id', message({ id: undefined })],
  ['one of an empty id', message({ id: '' })],
  ['one whose id is a number', message({ id: 7 })],
  ['one whose time is no date', message({ time: 'yesterday' })],
  ['one whose time is a number', message({ time: 1_700_000_000_000 })],
  ['one whose time does not exist', message({ time: '2026-13-45T99:00:00Z' })],
  ['one without data', message({ data: undefined })],
  ['one of binary data', message({ data: undefined, data_base64: 'eyJ0ZXh0IjoieCJ9' })],
  ['one of data that is not JSON', message({ datacontenttype: 'text/xml', data: '<text>x</text>' })],
  ['one that breaks the schema', message({ data: { text: 1 } })],
  ['one that lacks what the schema needs', message({ data: {} })],
  ['one of another major version', message({ kindapiversion: '2.0.0' })],
  ['one of an earlier major version', message({ kindapiversion: '0.9.0' })],
  ['one without version', message({ kindapiversion: undefined })],
  ['one of an odd version', message({ kindapiversion: 'latest' })],
  ['one of a version that is a number', message({ kindapiversion: 1 })],
  ['one that is larger than maxMessageBytes', message({ data: { text: 'x'.repeat(MAX_BYTES) } })],
  ['one whose prototype is set', `{"__proto__":${message()}}`],
  [
    'one whose data has a prototype and nothing else',
    message({ data: 0 }).replace(':0}', ':{"__proto__":{"text":"x"}}}'),
  ],
];

describeWithBrokers('a message', (broker) => {
  let cluster: Cluster;
  let receiver: Instance;
  let raw: RawClient;
  beforeEach(async () => {
    cluster = new Cluster(broker, hookspecs);
    receiver = await cluster.start({ relay: { maxMessageBytes: MAX_BYTES } });
    raw = await connectRaw(broker, cluster.topic);
  });
  afterEach(async () => {
    await raw.close();
    await cluster.close();
  });

  /** Settles once a good event has come, that was sent after all others. */
  async function heardGoodOne(): Promise<void> {
    await raw.say(message({ id: 'good' }));
    await until(() => receiver.heard.events.some(({ delivery }) => delivery.id === 'good'));
  }

  it.each(REFUSED)('that is no event for us is counted and logged, and delivered to nobody: %s', async (_, text) => {
    await raw.say(text);
    await heardGoodOne();
    expect(receiver.heard.payloads).toEqual([{ text: 'x' }]);
    expect(receiver.relay.figures()).toMatchObject({ refused: 1, received: 1, ignored: 0 });
    expect(cluster.log.lines('error')).toEqual([expect.stringMatching(/^route=relay .*refused=[A-Z_]+ .*error=.+$/)]);
  });

  it.each([
    ['hook', 'plugin.hook.k.on_unknown'],
    ['kind', 'plugin.hook.unknown.on_a'],
  ])('of a %s that is not known here is ignored without a word, and counted', async (_, type) => {
    await raw.say(message({ type }));
    await heardGoodOne();
    expect(receiver.relay.figures()).toMatchObject({ ignored: 1, refused: 0, received: 1 });
    expect(cluster.log.lines('error')).toEqual([]);
  });

  it('that is refused again and again is logged ten times, and counted each time', async () => {
    for (let count = 0; count < 100; count++) await raw.say(message({ data: { text: count } }));
    for (let count = 0; count < 100; count++) await raw.say('garbage');
    await heardGoodOne();
    expect(receiver.relay.figures()).toMatchObject({ refused: 200 });
    expect(cluster.log.lines('error')).toHaveLength(20);
    await cluster.stop(receiver);
    expect(cluster.log.lines('error').filter((line) => line.includes('suppressed=90'))).toHaveLength(2);
  });

  it('with line breaks in whatever it says stays one line of the log', async () => {
    const break_ = '\nroute=relay broker=lost\r\u2028\u001b[2J';
    await raw.say(message({ source: break_, kindapiversion: break_ }));
    await raw.say(message({ source: break_, data: { text: 1, [break_]: 1 } }));
    await raw.say(message({ source: break_, id: 'first', sequence: '0000000000000001' }));
    // Two are missing, which the log says together with the source.
    await raw.say(message({ source: break_, sequence: '0000000000000004' }));
    await heardGoodOne();
    const lines = cluster.log.entries.map(({ message: line }) => line);
    expect(lines.some((line) => line.includes('missed=2'))).toBe(true);
    // eslint-disable-next-line no-control-regex
    expect(lines.filter((line) => /[\u0000-\u001f\u2028]/.test(line))).toEqual([]);
  });

  it('of absurd nesting is refused by a schema that takes anything, too', async () => {
    const text = message({ type: 'plugin.hook.fence.on_fence', data: 'HERE' });
    await raw.say(text.replace('"HERE"', '['.repeat(DEEP / 2) + ']'.repeat(DEEP / 2)));
    await heardGoodOne();
    expect(receiver.relay.figures()).toMatchObject({ refused: 1, received: 1 });
    expect(cluster.log.lines('error')).toHaveLength(1);
  });

  it('cannot change the prototype of anything', async () => {
    const text = message({ data: 0 }).replace(':0}', ':{"text":"x","__proto__":{"polluted":1}}}');
    await raw.say(text.replace('{', '{"__proto__":{"polluted":1},'));
    await heardGoodOne();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(receiver.heard.payloads.map((payload) => Reflect.get(Object(payload) as object, 'polluted'))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('that claims to be one of this instance is not heard by it', async () => {
    await raw.say(message({ source: receiver.relay.source, sequence: '0000000000000001' }));
    await heardGoodOne();
    expect(receiver.heard.payloads).toHaveLength(1);
  });
});
