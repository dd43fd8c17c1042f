import fc from 'fast-check';
import { MessageReader, type Reading, type ReadMessage } from '../../../lib/relay/message-reader.js';
import { MessageWriter, typeOf } from '../../../lib/relay/message-writer.js';
import { anyKey } from '../support/any-payload.js';

const HOOK = { kind: 'k', hook: 'on_a', kindApiVersion: '1.2.3' };
const HOOKS = new Map([[typeOf(HOOK), HOOK]]);
const MAX_BYTES = 10_000;
const reader = new MessageReader(HOOKS, MAX_BYTES);

const EVENT = {
  specversion: '1.0',
  source: '/a',
  type: 'plugin.hook.k.on_a',
  kindapiversion: '1.0.0',
  id: 'e1',
  time: '2026-11-25T12:00:00.007Z',
  sequence: '0000000000000042',
  data: { a: 1 },
};

const readText = (text: string): Reading => reader.read(Buffer.byteLength(text), () => text);
/** Reads the event above with some other attributes; `undefined` leaves one out. */
const readWith = (changes: object): Reading => readText(JSON.stringify({ ...EVENT, ...changes }));

function messageIn(reading: Reading): ReadMessage {
  if (!('message' in reading)) throw new Error(`it was not read: ${JSON.stringify(reading)}`);
  return reading.message;
}

function refusalIn(reading: Reading): { readonly code: string; readonly message: string; readonly hook: unknown } {
  if (!('refused' in reading)) throw new Error(`it was not refused: ${JSON.stringify(reading)}`);
  const { refused, hook } = reading;
  return { code: refused.code, message: refused.message, hook };
}

describe('a message that is read', () => {
  it('tells everything that it says', () => {
    const trace = { traceparent: '00-x', tracestate: 'a=1' };
    expect(messageIn(readWith(trace))).toEqual({
      kind: 'k',
      hook: 'on_a',
      payload: { a: 1 },
      id: 'e1',
      occurredAt: Date.UTC(2026, 10, 25, 12, 0, 0, 7),
      kindApiVersion: '1.0.0',
      source: '/a',
      sequence: 42,
      ...trace,
    });
  });

  it('is what was written, whatever was published', () => {
    const time = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z') });
    const wide = new MessageReader(HOOKS, 2 ** 31);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), time, fc.jsonValue(), (id, occurredAt, payload) => {
        const writer = new MessageWriter('/a');
        const text = writer.write(writer.headFor(HOOK), payload, id, occurredAt.getTime(), undefined);
        const read = messageIn(wide.read(Buffer.byteLength(text), () => text));
        expect(read).toEqual({
          kind: 'k',
          hook: 'on_a',
          // JSON has one zero only.
          payload: JSON.parse(JSON.stringify(payload)) as unknown,
          id,
          occurredAt: occurredAt.getTime(),
          kindApiVersion: '1.2.3',
          source: '/a',
          sequence: 1,
          traceparent: undefined,
          tracestate: undefined,
        });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('may be as large as the option says', () => {
    expect('message' in reader.read(MAX_BYTES, () => JSON.stringify(EVENT))).toBe(true);
  });

  it.each([
    ['2026-11-25T12:00:00Z', Date.UTC(2026, 10, 25, 12)],
    ['2026-11-25T12:00:00.123456789Z', Date.UTC(2026, 10, 25, 12, 0, 0, 123)],
    ['2026-11-25T12:00:00+02:00', Date.UTC(2026, 10, 25, 10)],
    ['2026-11-25T12:00:00.5-00:30', Date.UTC(2026, 10, 25, 12, 30, 0, 500)],
    ['2026-11-25t12:00:00z', Date.UTC(2026, 10, 25, 12)],
  ])('may say its time as RFC 3339 does: %s', (time, occurredAt) => {
    expect(messageIn(readWith({ time })).occurredAt).toBe(occurredAt);
  });

  it('happened now when it does not say when', () => {
    const before = Date.now();
    const { occurredAt } = messageIn(readWith({ time: undefined }));
    expect(occurredAt).toBeGreaterThanOrEqual(before);
    expect(occurredAt).toBeLessThanOrEqual(Date.now());
  });

  it.each([undefined, 42, '', 'x', '1.5', '-1', '12345678901234567', null])(
    'has no number when it says %p for one',
    (sequence) => {
      expect(messageIn(readWith({ sequence })).sequence).toBeUndefined();
    },
  );

  it.each([null, false, 0, '', [], {}])('may have the payload %j', (data) => {
    expect(messageIn(readWith({ data })).payload).toEqual(data);
  });

  it('may say that its payload is JSON', () => {
    expect(messageIn(readWith({ datacontenttype: 'application/json' })).payload).toEqual({ a: 1 });
  });
});

describe('a message is ignored', () => {
  it.each(['plugin.hook.k.on_b', 'plugin.hook.other.on_a', 'plugin.hook.K_1.h'])(
    'when it is an event of a hook that is not relayed here, with its number: %s',
    (type) => {
      expect(readWith({ type })).toEqual({ ignored: { source: '/a', sequence: 42 } });
    },
  );

  it('whatever else it says', () => {
    const rest = { time: 'x', data: undefined, sequence: undefined, kindapiversion: 7 };
    expect(readWith({ ...rest, type: 'plugin.hook.k.on_b' })).toEqual({
      ignored: { source: '/a', sequence: undefined },
    });
  });
});

describe('a message is refused', () => {
  it.each([
    '',
    'x',
    '{',
    'null',
    '7',
    '"text"',
    '[]',
    `[${JSON.stringify(EVENT)}]`,
    `${JSON.stringify(EVENT)}}`,
    JSON.stringify(EVENT).slice(0, -1),
    '\u0000',
    '{"data":undefined}',
  ])('when it is no JSON object: %j', (text) => {
    expect(refusalIn(readText(text))).toEqual({
      code: 'MESSAGE_INVALID',
      message: 'it is no JSON object',
      hook: undefined,
    });
  });

  it('when it is too large, and it is not even made text', () => {
    const text = (): never => {
      throw new Error('it was');
    };
    expect(refusalIn(reader.read(MAX_BYTES + 1, text))).toEqual({
      code: 'MESSAGE_INVALID',
      message: 'it is larger than 10000 bytes (option maxMessageBytes)',
      hook: undefined,
    });
  });

  it.each<[string, object]>([
    ['it is no CloudEvent 1.0', { specversion: '0.3' }],
    ['it is no CloudEvent 1.0', { specversion: undefined }],
    ['it is no CloudEvent 1.0', { specversion: 1 }],
    ...['type', 'source', 'id'].flatMap((name): [string, object][] =>
      [undefined, null, 7, '', {}].map((value) => ['it has no type, source or id', { [name]: value }]),
    ),
    ['its source is too long', { source: 'x'.repeat(1025) }],
    ...['a', 'plugin.hook.k', 'plugin.hook.k.on_a.x', 'xplugin.hook.k.on_b', 'plugin.hook..on_a', '__proto__'].map(
      (type): [string, object] => ['its type does not begin with plugin.hook.', { type }],
    ),
  ])('when %s: %j', (message, changes) => {
    expect(refusalIn(readWith(changes))).toEqual({ code: 'MESSAGE_INVALID', message, hook: undefined });
  });

  it('not when its source is as long as it may be', () => {
    expect(messageIn(readWith({ source: 'x'.repeat(1024) })).source).toHaveLength(1024);
  });

  it.each<[string, object]>([
    ...[null, 7, '', 'now', '2026-11-25', '2026-11-25T12:00:00', '2026-13-25T12:00:00Z', ' 2026-11-25T12:00:00Z'].map(
      (time): [string, object] => ['its time is no RFC 3339 date', { time }],
    ),
    ['it has no kindapiversion', { kindapiversion: undefined }],
    ['it has no kindapiversion', { kindapiversion: 1 }],
    ['it has no kindapiversion', { kindapiversion: '' }],
    ['its datacontenttype is not application/json', { datacontenttype: 'text/xml' }],
    ['its datacontenttype is not application/json', { datacontenttype: null }],
    ['it has no data', { data: undefined }],
    ['it has no data', { data: undefined, data_base64: 'e30=' }],
  ])('in the name of its hook when %s: %j', (message, changes) => {
    expect(refusalIn(readWith(changes))).toEqual({ code: 'MESSAGE_INVALID', message, hook: HOOK });
  });
});

describe('reading', () => {
  it('throws at no text', () => {
    const names = fc.constantFrom(...Object.keys(EVENT), 'traceparent', 'datacontenttype');
    const almost = fc.dictionary(fc.oneof(names, anyKey), fc.oneof(fc.jsonValue(), fc.constantFrom('1.0', EVENT.type)));
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      almost.map((event) => JSON.stringify({ ...EVENT, ...event })),
      fc.nat(200).map((end) => JSON.stringify(EVENT).slice(0, end)),
    );
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(texts, (text) => {
        for (const outcome of Object.keys(readText(text))) outcomes.add(outcome);
      }),
      { seed: 7, numRuns: 2000 },
    );
    expect([...outcomes].toSorted()).toEqual(['hook', 'message', 'refused']);
  });
});
