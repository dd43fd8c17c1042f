import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { MessageWriter, typeOf } from '../../../lib/relay/message-writer.js';
import type { Trace } from '../../../lib/relay/trace-context.js';

const HOOK = { kind: 'k', hook: 'on_a', kindApiVersion: '1.2.3' };
const TRACE: Trace = {
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  tracestate: 'a=1,b="2"',
};
const NOON = Date.UTC(2026, 10, 25, 12, 0, 0, 7);

const anyName = fc.string({ unit: 'grapheme' });
const anyTime = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z') });
const anyTrace = fc.option(
  fc.record({
    traceparent: fc.constant(TRACE.traceparent),
    tracestate: fc.option(fc.string(), { nil: undefined }),
  }),
  { nil: undefined },
);

/** The plain object that a message stands for. */
function eventOf(source: string, hook: typeof HOOK, id: string, time: Date, sequence: string, trace?: Trace) {
  return {
    specversion: '1.0',
    source,
    type: `plugin.hook.${hook.kind}.${hook.hook}`,
    kindapiversion: hook.kindApiVersion,
    id,
    time: time.toISOString(),
    sequence,
    ...(trace && { traceparent: trace.traceparent }),
    ...(trace?.tracestate !== undefined && { tracestate: trace.tracestate }),
  };
}

describe('a message', () => {
  it('is the text that JSON.stringify makes of its event, whatever is in it', () => {
    const anything = fc.tuple(fc.string(), anyName, anyName, anyName, fc.string(), anyTime, anyTrace, fc.jsonValue());
    fc.assert(
      fc.property(anything, ([source, kind, hook, version, id, time, trace, data]) => {
        const routed = { kind, hook, kindApiVersion: version };
        const writer = new MessageWriter(source);
        const text = writer.write(writer.headFor(routed), data, id, time.getTime(), trace);
        const event = eventOf(source, routed, id, time, '0000000000000001', trace);
        expect(text).toBe(JSON.stringify({ ...event, data }));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('begins with what no other instance begins its messages with', () => {
    const [one, other] = [new MessageWriter('/a'), new MessageWriter('/a/b')];
    expect(one.write(one.headFor(HOOK), {}, 'e', 0, undefined).startsWith(one.start)).toBe(true);
    expect(other.write(other.headFor(HOOK), {}, 'e', 0, undefined).startsWith(one.start)).toBe(false);
  });

  it('says when the event was published, in the same millisecond as the one before or in another', () => {
    const writer = new MessageWriter('/a');
    const head = writer.headFor(HOOK);
    const times = [NOON, NOON, NOON + 1, NOON, 0].map((time) => {
      const { time: text } = JSON.parse(writer.write(head, 1, 'e', time, undefined)) as { time: string };
      return text;
    });
    expect(times).toEqual([
      '2026-11-25T12:00:00.007Z',
      '2026-11-25T12:00:00.007Z',
      '2026-11-25T12:00:00.008Z',
      '2026-11-25T12:00:00.007Z',
      '1970-01-01T00:00:00.000Z',
    ]);
  });

  it('has a number that grows by one, for all hooks of an instance, in the order of numbers and of texts', () => {
    const writer = new MessageWriter('/a');
    const heads = [writer.headFor(HOOK), writer.headFor({ ...HOOK, hook: 'on_b' })];
    const numbers = Array.from({ length: 1200 }, (_, index) => {
      const text = writer.write(heads[index % 2] ?? '', null, 'e', 0, undefined);
      return (JSON.parse(text) as { sequence: string }).sequence;
    });
    expect(numbers.map(Number)).toEqual(Array.from({ length: 1200 }, (_, index) => index + 1));
    expect(numbers.toSorted()).toEqual(numbers);
    expect(numbers[0]).toBe('0000000000000001');
  });

  it('is typed by kind and hook', () => {
    expect(typeOf(HOOK)).toBe('plugin.hook.k.on_a');
  });
});

describe('the CloudEvents SDK', () => {
  const headers = { 'content-type': 'application/cloudevents+json' };
  const read = (trace?: Trace): CloudEvent<unknown> => {
    const writer = new MessageWriter('/plugin-system/host/1/x');
    const body = writer.write(writer.headFor(HOOK), { a: [1, 'ä', null], '': {} }, 'e1', NOON, trace);
    const event = HTTP.toEvent({ headers, body });
    if (!(event instanceof CloudEvent)) throw new Error('it is one event');
    return event;
  };

  it('reads a message as a valid CloudEvent 1.0 with all that it says', () => {
    const event = read();
    expect(event.validate()).toBe(true);
    expect(event.toJSON()).toMatchObject({
      specversion: '1.0',
      id: 'e1',
      type: 'plugin.hook.k.on_a',
      source: '/plugin-system/host/1/x',
      time: '2026-11-25T12:00:00.007Z',
      sequence: '0000000000000001',
      kindapiversion: '1.2.3',
      data: { a: [1, 'ä', null], '': {} },
    });
    expect(event).not.toHaveProperty('traceparent');
  });

  it('reads where in a trace the event was published', () => {
    const event = read(TRACE);
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject(TRACE);
  });
});
