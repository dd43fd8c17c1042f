import { afterSending } from './support/fake-target.js';
import { fill, outboxOf } from './support/outbox-fixture.js';

describe('an outbox', () => {
  it('sends nothing until it is told to', async () => {
    const { outbox, target } = outboxOf();
    fill(outbox, 2);
    await afterSending();
    expect(target.sent).toEqual([]);
    expect(outbox).toMatchObject({ waiting: 2, sent: 0, dropped: 0, unconfirmedSince: undefined });
  });

  it('sends what waits in its order, in one batch', async () => {
    const { outbox, target } = outboxOf();
    fill(outbox, 3);
    outbox.resume();
    await afterSending();
    expect(target.sent).toEqual([['m0', 'm1', 'm2']]);
  });

  it('sends nothing inside of the call that adds: the publisher goes on first', async () => {
    const { outbox, target } = outboxOf();
    outbox.resume();
    outbox.add('a', 1);
    outbox.add('b', 1);
    await Promise.resolve();
    expect(target.sent).toEqual([]);
    await afterSending();
    expect(target.sent).toEqual([['a', 'b']]);
  });

  it('keeps what it has sent until that is confirmed', async () => {
    const { outbox, target } = outboxOf();
    outbox.resume();
    fill(outbox, 2);
    await afterSending();
    expect(outbox).toMatchObject({ waiting: 2, sent: 0 });
    await target.last.confirm();
    expect(outbox).toMatchObject({ waiting: 0, sent: 2, dropped: 0 });
  });

  it('sends one batch at a time, and the next one once that is confirmed', async () => {
    const { outbox, target } = outboxOf();
    outbox.resume();
    outbox.add('a', 1);
    await afterSending();
    outbox.add('b', 1);
    outbox.add('c', 1);
    await afterSending();
    expect(target.sent).toEqual([['a']]);
    await target.last.confirm();
    expect(target.sent).toEqual([['a'], ['b', 'c']]);
  });

  it('says since when a batch has not been confirmed', async () => {
    const { outbox, target } = outboxOf();
    outbox.resume();
    const before = performance.now();
    outbox.add('a', 1);
    await afterSending();
    expect(outbox.unconfirmedSince).toBeGreaterThanOrEqual(before);
    expect(outbox.unconfirmedSince).toBeLessThanOrEqual(performance.now());
    await target.last.confirm();
    expect(outbox.unconfirmedSince).toBeUndefined();
  });

  it('goes on by itself after everything was confirmed', async () => {
    const { outbox, target } = outboxOf();
    outbox.resume();
    for (const message of ['a', 'b', 'c']) {
      outbox.add(message, 1);
      await afterSending();
      await target.last.confirm();
    }
    expect(target.sent).toEqual([['a'], ['b'], ['c']]);
    expect(outbox.sent).toBe(3);
  });

  it('sends nothing while its target cannot', async () => {
    const { outbox, target } = outboxOf();
    target.canSend = false;
    outbox.resume();
    outbox.add('a', 1);
    await afterSending();
    expect(target.sent).toEqual([]);
    target.canSend = true;
    outbox.resume();
    await afterSending();
    expect(target.sent).toEqual([['a']]);
  });
});
