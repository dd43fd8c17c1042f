import { jest } from '@jest/globals';
import { afterSending } from './support/fake-target.js';
import { comeBack, fakeDelays, fill, lose, refuse, sending, type OutboxFixture } from './support/outbox-fixture.js';

beforeEach(fakeDelays);
afterEach(() => jest.useRealTimers());

/** Answers each batch until nothing waits, as a broker does that cannot stand some messages. Returns what it has. */
async function answerAll(fixture: OutboxFixture, poison: readonly string[], isFatal = false): Promise<string[]> {
  const { outbox, target } = fixture;
  const taken: string[] = [];
  await afterSending();
  while (outbox.waiting > 0) {
    const { messages } = target.last;
    if (!messages.some((message) => poison.includes(message))) {
      taken.push(...messages);
      await target.last.confirm();
    } else if (isFatal) {
      await lose(fixture);
      await comeBack(fixture);
    } else {
      await refuse(fixture);
    }
  }
  return taken;
}

describe('a message that the broker refuses', () => {
  it('is sent a third time, and then dropped and counted, and the next one is sent', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    outbox.add('a', 1);
    await afterSending();
    await refuse(fixture);
    await refuse(fixture);
    outbox.add('b', 1);
    await refuse(fixture);
    expect(target.sent).toEqual([['a'], ['a'], ['a'], ['b']]);
    expect(outbox).toMatchObject({ waiting: 1, sent: 0, dropped: 1 });
    await target.last.confirm();
    expect(outbox).toMatchObject({ waiting: 0, sent: 1, dropped: 1 });
  });

  it('leaves the next one three tries of its own, whether it was dropped or confirmed', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    for (const message of ['a', 'b', 'c']) {
      outbox.add(message, 1);
      await afterSending();
      await refuse(fixture);
      await refuse(fixture);
      if (message === 'b') await target.last.confirm();
      else await refuse(fixture);
    }
    expect(target.sent.flat().join('')).toBe('aaabbbccc');
    expect(outbox).toMatchObject({ waiting: 0, sent: 1, dropped: 2 });
  });

  it('is sent again a second later, and nothing before that', async () => {
    const { outbox, target } = sending();
    outbox.add('a', 1);
    await afterSending();
    await target.last.refuse();
    outbox.add('b', 1);
    await jest.advanceTimersByTimeAsync(999);
    await afterSending();
    expect(target.sent).toEqual([['a']]);
    await jest.advanceTimersByTimeAsync(1);
    await afterSending();
    expect(target.sent).toEqual([['a'], ['a', 'b']]);
  });

  it('counts as on its way during that second', async () => {
    const { outbox, target } = sending();
    outbox.add('a', 1);
    await afterSending();
    await target.last.refuse();
    outbox.pause();
    outbox.resume();
    await afterSending();
    expect(target.sent).toEqual([['a']]);
  });

  it('is told with the reason, and so is that it was given up', async () => {
    const fixture = sending();
    fixture.outbox.add('a', 1);
    await afterSending();
    for (let tries = 0; tries < 3; tries++) await refuse(fixture);
    expect(fixture.told).toEqual(['refused refused', 'refused refused', 'given up refused', 'refused refused']);
  });

  it('is told to be over once the broker takes something', async () => {
    const fixture = sending();
    fixture.outbox.add('a', 1);
    await afterSending();
    await refuse(fixture);
    await fixture.target.last.confirm();
    expect(fixture.told).toEqual(['refused refused', 'takes']);
  });
});

describe('a batch that the broker refuses', () => {
  it('is sent again message by message, and what came later together again', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    fill(outbox, 3);
    await afterSending();
    outbox.add('x', 1);
    outbox.add('y', 1);
    await refuse(fixture);
    for (let count = 0; count < 4; count++) await target.last.confirm();
    expect(target.sent).toEqual([['m0', 'm1', 'm2'], ['m0'], ['m1'], ['m2'], ['x', 'y']]);
  });

  it.each([
    ['first', ['m0']],
    ['last', ['m255']],
    ['one in the middle', ['m100']],
    ['several', ['m3', 'm4', 'm200', 'm300']],
  ])('loses nothing but the message that is why, and sends the others once and in order: the %s', async (_, poison) => {
    const fixture = sending();
    const messages = fill(fixture.outbox, 600);
    const taken = await answerAll(fixture, poison);
    expect(taken).toEqual(messages.filter((message) => !poison.includes(message)));
    expect(fixture.outbox).toMatchObject({ sent: 600 - poison.length, dropped: poison.length });
    expect(fixture.told.filter((line) => line.startsWith('given up'))).toHaveLength(poison.length);
  });

  it('loses nothing but that message also where the broker closes the connection at it', async () => {
    const fixture = sending();
    const messages = fill(fixture.outbox, 300);
    const taken = await answerAll(fixture, ['m7'], true);
    expect(taken).toEqual(messages.filter((message) => message !== 'm7'));
    expect(fixture.outbox).toMatchObject({ sent: 299, dropped: 1 });
  });

  it('tries that message three times alone, not counting the time with the others', async () => {
    const fixture = sending();
    fill(fixture.outbox, 3);
    await answerAll(fixture, ['m1']);
    expect(fixture.target.sent.filter((messages) => messages.includes('m1'))).toEqual([
      ['m0', 'm1', 'm2'],
      ['m1'],
      ['m1'],
      ['m1'],
    ]);
  });

  it('drops what has become too large for the broker on the way', async () => {
    const fixture = sending();
    const { outbox, target } = fixture;
    for (const [message, bytes] of Object.entries({ a: 1, b: 20, c: 1, d: 1 })) outbox.add(message, bytes);
    await afterSending();
    await lose(fixture);
    target.maxMessageBytes = 10;
    await comeBack(fixture);
    for (let count = 0; count < 3; count++) await target.last.confirm();
    expect(target.sent).toEqual([['a', 'b', 'c', 'd'], ['a'], ['c'], ['d']]);
    expect(outbox).toMatchObject({ sent: 3, dropped: 1 });
  });
});
