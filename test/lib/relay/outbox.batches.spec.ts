import { afterSending } from './support/fake-target.js';
import { fill, outboxOf } from './support/outbox-fixture.js';

describe('a batch', () => {
  it('holds 256 messages at most', async () => {
    const { outbox, target } = outboxOf();
    const messages = fill(outbox, 600);
    outbox.resume();
    await afterSending();
    await target.last.confirm();
    await target.last.confirm();
    expect(target.sent.map(({ length }) => length)).toEqual([256, 256, 88]);
    expect(target.sent.flat()).toEqual(messages);
  });

  it('holds 256 KiB at most', async () => {
    const { outbox, target } = outboxOf();
    fill(outbox, 5, 128 * 1024);
    outbox.resume();
    await afterSending();
    await target.last.confirm();
    await target.last.confirm();
    expect(target.sent).toEqual([['m0', 'm1'], ['m2', 'm3'], ['m4']]);
  });

  it('holds a message alone that is larger than that', async () => {
    const { outbox, target } = outboxOf();
    outbox.add('small', 1);
    outbox.add('large', 256 * 1024 + 1);
    outbox.add('small too', 1);
    outbox.resume();
    await afterSending();
    await target.last.confirm();
    await target.last.confirm();
    expect(target.sent).toEqual([['small'], ['large'], ['small too']]);
  });
});

describe('a message that is larger than the broker takes', () => {
  it('is dropped and counted, and those around it are sent in their order', async () => {
    const { outbox, target } = outboxOf();
    target.maxMessageBytes = 10;
    for (const [message, bytes] of [
      ['x', 11],
      ['a', 10],
      ['y', 99],
      ['z', 99],
      ['b', 1],
    ] as const) {
      outbox.add(message, bytes);
    }
    outbox.resume();
    await afterSending();
    await target.last.confirm();
    await target.last.confirm();
    expect(target.sent).toEqual([['a'], ['b']]);
    expect(outbox).toMatchObject({ waiting: 0, sent: 2, dropped: 3 });
  });

  it('is told, with the size that the broker takes, and is no refusal', async () => {
    const { outbox, target, told } = outboxOf();
    target.maxMessageBytes = 10;
    outbox.add('x', 11);
    outbox.resume();
    await afterSending();
    expect(told).toEqual(['given up it is larger than the 10 bytes that the broker takes']);
  });

  it('leaves room for others, and the outbox idle', async () => {
    const { outbox, target } = outboxOf({ maxWaiting: 1, maxWaitingBytes: 20 });
    target.maxMessageBytes = 10;
    outbox.resume();
    outbox.add('x', 20);
    await outbox.whenIdle();
    expect(target.sent).toEqual([]);
    expect(outbox.add('y', 20)).toBe(true);
  });
});
