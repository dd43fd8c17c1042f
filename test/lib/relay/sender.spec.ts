import { AsyncLocalStorage } from 'node:async_hooks';
import * as api from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { PluginSystemError } from 'nestjs-plugin-system';
import { MessageWriter } from '../../../lib/relay/message-writer.js';
import { Outbox } from '../../../lib/relay/outbox.js';
import { RelayLog } from '../../../lib/relay/relay-log.js';
import { Sender } from '../../../lib/relay/sender.js';
import { TraceContext } from '../../../lib/relay/trace-context.js';
import { afterSending, FakeTarget } from './support/fake-target.js';

const HOOK = { kind: 'k', hook: 'on_a', kindApiVersion: '1.0.0' };
const MAX_BYTES = 300;

function senderOf(maxWaiting = 100) {
  const refused: unknown[] = [];
  const lines: unknown[] = [];
  const target = new FakeTarget();
  const access = {
    refuse: ({ code, message }: PluginSystemError, hook?: object) => refused.push([code, message, hook]),
  };
  const log = new RelayLog({ log: (level) => lines.push(level) }, {});
  const events = { onRefused: () => {}, onGivenUp: () => {}, onEmpty: () => {} };
  const outbox = new Outbox({ maxWaiting, maxWaitingBytes: 100_000 }, target, events);
  const sender = new Sender(new MessageWriter('/own'), outbox, new TraceContext(api), MAX_BYTES, access, log);
  const sent = async (): Promise<Record<string, unknown>[]> => {
    sender.write();
    outbox.resume();
    await afterSending();
    return target.sent.flat().map((text) => JSON.parse(text) as Record<string, unknown>);
  };
  const taker = sender.takerFor(HOOK);
  const take: typeof taker = (payload, id, occurredAt) => {
    taker(payload, id, occurredAt);
    sender.write();
  };
  return { take, target, sender, outbox, refused, lines, sent };
}

/** A payload with which a message is of so many bytes. */
function payloadFor(bytes: number): string {
  const writer = new MessageWriter('/own');
  const text = writer.write(writer.headFor(HOOK), '', 'e1', 5, undefined);
  return 'x'.repeat(bytes - Buffer.byteLength(text));
}

describe('a sender', () => {
  it('makes a message of each event', async () => {
    const { take, sender, sent } = senderOf();
    take({ a: 1 }, 'e1', 5);
    sender.takerFor({ ...HOOK, hook: 'on_b' })([], 'e2', 6);
    expect(await sent()).toEqual([
      {
        specversion: '1.0',
        source: '/own',
        type: 'plugin.hook.k.on_a',
        kindapiversion: '1.0.0',
        id: 'e1',
        time: '1970-01-01T00:00:00.005Z',
        sequence: '0000000000000001',
        data: { a: 1 },
      },
      expect.objectContaining({ type: 'plugin.hook.k.on_b', id: 'e2', sequence: '0000000000000002', data: [] }),
    ]);
  });

  it('says where in a trace the event was published', async () => {
    api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const { take, sent } = senderOf();
    const span = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
    api.context.with(api.trace.setSpanContext(api.ROOT_CONTEXT, span), () => take({}, 'e1', 5));
    expect(await sent()).toMatchObject([{ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }]);
    api.context.disable();
  });

  it('sends a message that is as large as it may be', () => {
    const { take, outbox, refused } = senderOf();
    take(payloadFor(MAX_BYTES), 'e1', 5);
    expect(outbox).toMatchObject({ waiting: 1, dropped: 0 });
    expect(refused).toEqual([]);
  });

  it('refuses, counts and drops one that is larger by a byte', () => {
    const { take, outbox, refused } = senderOf();
    take(payloadFor(MAX_BYTES + 1), 'e1', 5);
    expect(outbox).toMatchObject({ waiting: 0, dropped: 1 });
    expect(refused).toEqual([
      ['MESSAGE_INVALID', 'not sent: it is larger than 300 bytes (option maxMessageBytes)', HOOK],
    ]);
  });

  it('measures in bytes, not in characters', () => {
    const { take, refused } = senderOf();
    take(`${payloadFor(MAX_BYTES - 1)}ä`.slice(1), 'e1', 5);
    take(`${payloadFor(MAX_BYTES)}ä`.slice(1), 'e1', 5);
    expect(refused).toHaveLength(1);
  });

  it.each([7, null, undefined, {}, ''])('refuses an event with the id %p, which CloudEvents does not take', (id) => {
    const { take, outbox, refused } = senderOf();
    // Plain JavaScript can publish with anything for an id.
    take({}, id as string, 5);
    expect(outbox).toMatchObject({ waiting: 0, dropped: 1 });
    expect(refused).toEqual([
      ['MESSAGE_INVALID', 'not sent: the id that its publisher gave is no text, or an empty one', HOOK],
    ]);
  });

  it('writes one line when there is no room, however many events are dropped', () => {
    const { take, outbox, lines } = senderOf(2);
    for (let count = 0; count < 5; count++) take({}, 'e1', 5);
    expect(lines).toEqual(['error']);
    expect(outbox).toMatchObject({ waiting: 2, dropped: 3 });
  });

  it('writes and sends later, once for many events, and in the context of no request', async () => {
    const requests = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const { sender, outbox, target } = senderOf();
    const send = target.send.bind(target);
    target.send = (messages) => {
      seen.push(requests.getStore());
      return send(messages);
    };
    outbox.resume();
    const taker = sender.takerFor(HOOK);
    requests.run('request 1', () => taker({}, 'e1', 5));
    requests.run('request 2', () => taker({}, 'e2', 5));
    expect(outbox.waiting).toBe(0);
    await afterSending();
    expect(target.sent.map((batch) => batch.length)).toEqual([2]);
    expect(seen).toEqual([undefined]);
  });

  it('drops an event that cannot be written, and sends the others', async () => {
    const { take, outbox, refused, sent } = senderOf();
    const unwritable = {
      toJSON() {
        throw new RangeError('Invalid string length');
      },
    };
    take(unwritable, 'e1', 5);
    take({}, 'e2', 5);
    expect(outbox.dropped).toBe(1);
    expect(refused).toEqual([['MESSAGE_INVALID', 'not sent: it cannot be written: Invalid string length', HOOK]]);
    expect(await sent()).toEqual([expect.objectContaining({ id: 'e2' })]);
  });
});
