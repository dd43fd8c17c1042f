import { jest } from '@jest/globals';
import { afterSending } from './support/fake-target.js';
import { comeBack, fakeDelays, lose, refuse, sending, type OutboxFixture } from './support/outbox-fixture.js';

beforeEach(fakeDelays);
afterEach(() => jest.useRealTimers());

/** An outbox with one message on its way. */
async function underWay(): Promise<OutboxFixture> {
  const fixture = sending({ maxWaiting: 10, maxWaitingBytes: 10 });
  fixture.outbox.add('a', 1);
  await afterSending();
  return fixture;
}

describe('a batch that is not confirmed', () => {
  it('is not sent again while there is no connection', async () => {
    const fixture = await underWay();
    const { outbox, target } = fixture;
    await lose(fixture);
    outbox.add('b', 1);
    await afterSending();
    expect(target.sent).toEqual([['a']]);
    expect(outbox).toMatchObject({ waiting: 2, sent: 0, dropped: 0, unconfirmedSince: undefined });
  });

  it('is sent again over the next connection, one by one, before all that came later', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    outbox.add('a', 1);
    outbox.add('b', 1);
    await afterSending();
    await lose(fixture);
    outbox.add('c', 1);
    outbox.add('d', 1);
    await comeBack(fixture);
    for (let count = 0; count < 3; count++) await target.last.confirm();
    expect(target.sent).toEqual([['a', 'b'], ['a'], ['b'], ['c', 'd']]);
    expect(outbox).toMatchObject({ waiting: 0, sent: 4, dropped: 0 });
  });

  it('is no refusal when the connection is lost with it', async () => {
    const fixture = await underWay();
    await lose(fixture);
    expect(fixture.told).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('loses nothing and changes no order, whenever the connection is lost', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    const confirmed: string[] = [];
    const messages = Array.from({ length: 1000 }, (_, index) => `m${index}`);
    const confirm = (): Promise<void> => {
      confirmed.push(...target.last.messages);
      return target.last.confirm();
    };
    for (const [index, message] of messages.entries()) {
      outbox.add(message, 1);
      if (index % 70 !== 0) continue;
      await afterSending();
      if (index % 140 === 0) {
        await lose(fixture);
        await comeBack(fixture);
      }
      await confirm();
    }
    await afterSending();
    while (outbox.waiting > 0) await confirm();
    expect(confirmed).toEqual(messages);
    expect(outbox).toMatchObject({ sent: 1000, dropped: 0 });
  });

  it('is confirmed although the outbox was paused meanwhile', async () => {
    const { outbox, target } = await underWay();
    outbox.pause();
    outbox.add('b', 1);
    await target.last.confirm();
    expect(outbox).toMatchObject({ waiting: 1, sent: 1 });
    expect(target.sent).toEqual([['a']]);
    outbox.resume();
    await afterSending();
    expect(target.sent).toEqual([['a'], ['b']]);
  });

  it('is not sent beside itself when the outbox goes on before it is confirmed', async () => {
    const { outbox, target } = await underWay();
    outbox.pause();
    outbox.resume();
    outbox.add('b', 1);
    await afterSending();
    expect(target.sent).toEqual([['a']]);
    await target.last.confirm();
    expect(target.sent).toEqual([['a'], ['b']]);
  });
});

describe('an outbox that is cleared while a batch is on its way', () => {
  it('has dropped it, and does not send it again', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    outbox.add('a', 1);
    outbox.add('b', 1);
    await afterSending();
    expect(outbox.clear()).toBe(2);
    await refuse(fixture);
    expect(target.sent).toEqual([['a', 'b']]);
    expect(outbox).toMatchObject({ waiting: 0, sent: 0, dropped: 2 });
  });

  it('keeps what came after it, and its bytes', async () => {
    const { outbox, target } = sending({ maxWaitingBytes: 10 });
    outbox.add('a', 10);
    await afterSending();
    outbox.clear();
    outbox.add('b', 10);
    await target.last.confirm();
    expect(outbox.waiting).toBe(1);
    expect(target.sent).toEqual([['a'], ['b']]);
    expect(outbox.add('c', 1)).toBe(false);
    await target.last.confirm();
    expect(outbox.add('d', 10)).toBe(true);
    expect(outbox.add('e', 1)).toBe(false);
  });

  it('counts each message once when the broker confirms it after all', async () => {
    const { outbox, target } = await underWay();
    outbox.clear();
    await target.last.confirm();
    expect(outbox).toMatchObject({ sent: 0, dropped: 1 });
  });

  it('counts each message once when the broker has refused it for the third time', async () => {
    const fixture = await underWay();
    await refuse(fixture);
    await refuse(fixture);
    fixture.outbox.clear();
    await refuse(fixture);
    expect(fixture.outbox).toMatchObject({ sent: 0, dropped: 1 });
    expect(fixture.told.filter((line) => line.startsWith('given up'))).toEqual([]);
  });

  it('takes no try away from what comes next', async () => {
    const fixture = await underWay();
    const { outbox, target } = fixture;
    await refuse(fixture);
    await refuse(fixture);
    outbox.clear();
    outbox.add('b', 1);
    for (let count = 0; count < 3; count++) await refuse(fixture);
    await target.last.confirm();
    expect(target.sent.flat().join('')).toBe('aaabbb');
    expect(outbox).toMatchObject({ sent: 1, dropped: 1 });
  });

  it('suspects nothing of what comes next', async () => {
    const fixture = await underWay();
    const { outbox, target } = fixture;
    await target.last.confirm();
    for (const message of ['b', 'c']) outbox.add(message, 1);
    await afterSending();
    await target.last.refuse();
    outbox.clear();
    for (const message of ['d', 'e']) outbox.add(message, 1);
    await jest.advanceTimersByTimeAsync(1000);
    await afterSending();
    expect(target.sent).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
  });
});
