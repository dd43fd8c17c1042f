import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { PluginSystemError, type RemoteEvent, type RoutedHook } from 'nestjs-plugin-system';
import { MessageReader } from '../../../lib/relay/message-reader.js';
import { MessageWriter, typeOf } from '../../../lib/relay/message-writer.js';
import { Receiver } from '../../../lib/relay/receiver.js';
import { RelayLog } from '../../../lib/relay/relay-log.js';
import { TraceContext } from '../../../lib/relay/trace-context.js';

const HOOK = { kind: 'k', hook: 'on_a', kindApiVersion: '1.0.0' };
const OTHER_HOOK = { ...HOOK, hook: 'on_b' };
const TRACE = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: undefined };

class Instance {
  readonly heard: RemoteEvent[] = [];
  readonly refused: [code: string, message: string, hook: unknown][] = [];
  readonly lines: unknown[] = [];
  readonly receiver: Receiver;
  readonly writer = new MessageWriter('/own');
  /** Why the subscribers here are not told, if so. */
  refuseWith: PluginSystemError | undefined;

  constructor() {
    const access = {
      receive: (event: RemoteEvent) => {
        if (this.refuseWith === undefined) this.heard.push(event);
        return this.refuseWith;
      },
      refuse: ({ code, message }: PluginSystemError, hook?: Pick<RoutedHook, 'kind' | 'hook'>) => {
        this.refused.push([code, message, hook]);
      },
    };
    const log = new RelayLog({ log: (_, pairs) => this.lines.push(pairs) }, {});
    const reader = new MessageReader(new Map([[typeOf(HOOK), HOOK]]), 1000);
    this.receiver = new Receiver(this.writer, reader, new TraceContext(api), access, log);
  }

  take(...messages: (string | Uint8Array)[]): void {
    for (const message of messages) this.receiver.take(message);
  }

  /** The payloads that subscribers here were told of. */
  get payloads(): unknown[] {
    return this.heard.map(({ payload }) => payload);
  }
}

/** Messages of another instance with the payloads 1, 2, 3 … */
function messagesOf(source: string, count: number, hook = HOOK): string[] {
  const writer = new MessageWriter(source);
  const head = writer.headFor(hook);
  return Array.from({ length: count }, (_, index) => writer.write(head, index + 1, `e${index}`, 5, undefined));
}

let instance: Instance;
beforeEach(() => {
  instance = new Instance();
});

describe('a receiver', () => {
  it('does not let a message that is refused silence the instance whose it pretends to be', () => {
    const [first = '', second = ''] = messagesOf('/a', 2);
    const forged = first.replace(/"sequence":"\d+"/, '"sequence":"0000000000100000"');
    instance.take(first);
    instance.refuseWith = new PluginSystemError('PAYLOAD_INVALID', 'no');
    instance.take(forged);
    instance.refuseWith = undefined;
    instance.take(second);
    expect(instance.payloads).toEqual([1, 2]);
    expect(instance.receiver).toMatchObject({ refused: 1, arrivals: { missed: 0, repeated: 0 } });
  });

  it('tells the subscribers here of what another instance has published', () => {
    instance.take(...messagesOf('/a', 1));
    expect(instance.heard).toEqual([
      expect.objectContaining({
        kind: 'k',
        hook: 'on_a',
        payload: 1,
        id: 'e0',
        occurredAt: 5,
        kindApiVersion: '1.0.0',
      }),
    ]);
    expect(instance.receiver).toMatchObject({ received: 1, ignored: 0, refused: 0 });
  });

  it('takes bytes as it takes text, also those that are a part of others', () => {
    const [one = '', two = ''] = messagesOf('/ä', 2);
    const padded = new TextEncoder().encode(`xx${two}yyy`);
    instance.take(Buffer.from(one), padded.subarray(2, -3));
    expect(instance.payloads).toEqual([1, 2]);
  });

  it('tells nobody of what this instance has published itself, and counts nothing', () => {
    const own = instance.writer.write(instance.writer.headFor(HOOK), {}, 'e', 0, undefined);
    instance.take(own, Buffer.from(own), new TextEncoder().encode(own));
    expect(instance.heard).toEqual([]);
    expect(instance.receiver).toMatchObject({ received: 0, ignored: 0, refused: 0 });
    expect(instance.receiver.arrivals).toMatchObject({ missed: 0, repeated: 0 });
  });

  it('knows its own events also when their attributes stand in another order', () => {
    const own = instance.writer.write(instance.writer.headFor(HOOK), {}, 'e', 0, undefined);
    const other = instance.writer.write(instance.writer.headFor(OTHER_HOOK), {}, 'e', 0, undefined);
    const turned = (text: string) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).toReversed()));
    instance.take(turned(own), turned(other));
    expect(instance.heard).toEqual([]);
    expect(instance.receiver).toMatchObject({ received: 0, ignored: 0, refused: 0 });
  });

  it('is not confused by bytes that only begin as its own events do', () => {
    instance.take(Buffer.from(instance.writer.start), instance.writer.start.slice(0, 10));
    expect(instance.receiver.refused).toBe(2);
  });

  it('tells of an event once that comes twice', () => {
    const [one = '', two = ''] = messagesOf('/a', 2);
    instance.take(one, two, one, two);
    expect(instance.payloads).toEqual([1, 2]);
    expect(instance.receiver).toMatchObject({ received: 2, refused: 0 });
    expect(instance.receiver.arrivals.repeated).toBe(2);
  });

  it('counts and writes down events that have not come', () => {
    const messages = messagesOf('/a', 5);
    instance.take(...messages.slice(0, 1), ...messages.slice(3));
    expect(instance.payloads).toEqual([1, 4, 5]);
    expect(instance.receiver.arrivals.missed).toBe(2);
    expect(instance.lines).toEqual([{ missed: '2', source: '/a' }]);
  });

  it('takes events without numbers as often as they come: whoever writes them is no instance', () => {
    const [message = ''] = messagesOf('/a', 1);
    const unnumbered = JSON.stringify({ ...(JSON.parse(message) as object), sequence: undefined });
    instance.take(unnumbered, unnumbered);
    expect(instance.receiver.received).toBe(2);
  });

  it('takes nothing more once it is stopped', () => {
    const [one = '', two = ''] = messagesOf('/a', 2);
    instance.take(one);
    instance.receiver.stop();
    instance.take(two, 'no event');
    expect(instance.payloads).toEqual([1]);
    expect(instance.receiver).toMatchObject({ received: 1, refused: 0 });
  });
});

describe('an event of a hook that is not relayed here', () => {
  it('is counted once, and reaches nobody', () => {
    const messages = messagesOf('/a', 2, OTHER_HOOK);
    instance.take(...messages, ...messages);
    expect(instance.receiver).toMatchObject({ received: 0, ignored: 2, refused: 0 });
    expect(instance.refused).toEqual([]);
  });

  it('is not missed between two that are', () => {
    const writer = new MessageWriter('/a');
    const [head, otherHead] = [writer.headFor(HOOK), writer.headFor(OTHER_HOOK)];
    for (const each of [head, otherHead, head]) instance.take(writer.write(each, 0, 'e', 0, undefined));
    expect(instance.receiver).toMatchObject({ received: 2, ignored: 1 });
    expect(instance.receiver.arrivals.missed).toBe(0);
  });
});

describe('a message that is refused', () => {
  it('is counted, and handed on with the hook where that is known', () => {
    const [message = ''] = messagesOf('/a', 1);
    const untimed = JSON.stringify({ ...(JSON.parse(message) as object), time: 'noon' });
    instance.take('no event', Buffer.from(untimed), 'x'.repeat(1001));
    expect(instance.receiver).toMatchObject({ received: 0, refused: 3 });
    expect(instance.refused).toEqual([
      ['MESSAGE_INVALID', 'it is no JSON object', undefined],
      ['MESSAGE_INVALID', 'its time is no RFC 3339 date', HOOK],
      ['MESSAGE_INVALID', 'it is larger than 1000 bytes (option maxMessageBytes)', undefined],
    ]);
  });

  it('is measured in bytes, not in characters', () => {
    instance.take('ä'.repeat(501));
    expect(instance.refused).toEqual([['MESSAGE_INVALID', expect.stringContaining('larger'), undefined]]);
  });

  it('because the subscribers here cannot be told is counted as refused, and not handed on again', () => {
    instance.refuseWith = new PluginSystemError('PAYLOAD_INVALID', 'no');
    instance.take(...messagesOf('/a', 1));
    expect(instance.receiver).toMatchObject({ received: 0, refused: 1 });
    expect(instance.refused).toEqual([]);
  });

  it('keeps no other from being told', () => {
    const [one = '', two = ''] = messagesOf('/a', 2);
    instance.take(one, '{', two);
    expect(instance.payloads).toEqual([1, 2]);
  });
});

describe('subscribers of an event from elsewhere', () => {
  beforeAll(() => api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterAll(() => api.context.disable());

  it('are told within the trace of its publisher', () => {
    const writer = new MessageWriter('/a');
    const seen: unknown[] = [];
    instance.heard.push = () => seen.push(api.trace.getSpanContext(api.context.active())?.spanId);
    instance.take(writer.write(writer.headFor(HOOK), {}, 'e', 0, TRACE));
    expect(seen).toEqual(['b7ad6b7169203331']);
  });
});
