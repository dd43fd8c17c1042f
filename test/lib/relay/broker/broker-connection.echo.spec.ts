import { jest } from '@jest/globals';
import { brokerFixture, connectedFixture, outcomeOf, pass, type BrokerFixture } from '../support/broker-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const DEAF = "down nothing came in for 30000 ms, this instance's own events included";

/** Sends a batch which the broker confirms. */
async function sendTo({ connection, link }: Pick<BrokerFixture, 'connection' | 'link'>): Promise<void> {
  const sent = connection.send(['a']);
  link().answer.resolve();
  await sent;
}

describe('a connection that has sent', () => {
  it('is lost when nothing has come in 30 seconds later: it would hear its own events', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    await pass(29_999);
    expect(fixture.told).toEqual(['up first']);
    await pass(1);
    expect(fixture.told).toEqual(['up first', DEAF]);
    expect(fixture.connection.canSend).toBe(false);
  });

  it('is made anew a second after it was lost that way', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    await pass(31_000);
    expect(fixture.links).toHaveLength(2);
  });

  it('is not lost when something came in meanwhile', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    await pass(29_999);
    fixture.first.events.onMessage('m');
    expect(jest.getTimerCount()).toBe(0);
    await pass(60_000);
    expect(fixture.told).toEqual(['up first', 'm']);
  });

  it('is not lost when its events came in before the broker has confirmed them', async () => {
    const fixture = await connectedFixture();
    const sent = fixture.connection.send(['a']);
    fixture.first.events.onMessage('a');
    fixture.first.answer.resolve();
    await sent;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is not spared by what came in before it sent', async () => {
    const fixture = await connectedFixture();
    fixture.first.events.onMessage('m');
    await sendTo(fixture);
    await pass(30_000);
    expect(fixture.told).toEqual(['up first', 'm', DEAF]);
  });

  it('has no longer for it when it sends more', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    await pass(20_000);
    await sendTo(fixture);
    await pass(10_000);
    expect(fixture.told).toEqual(['up first', DEAF]);
  });

  it('is not lost for any of several batches when something came in after them', async () => {
    const fixture = await connectedFixture();
    for (let count = 0; count < 3; count++) await sendTo(fixture);
    fixture.first.events.onMessage('a');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('has 30 seconds anew for what it sends after it has heard', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    await pass(20_000);
    fixture.first.events.onMessage('a');
    await sendTo(fixture);
    await pass(29_999);
    expect(fixture.connection.canSend).toBe(true);
    await pass(1);
    expect(fixture.told).toEqual(['up first', 'a', DEAF]);
  });

  it('expects nothing of a batch that the broker refuses', async () => {
    const { connection, first } = await connectedFixture();
    const sent = connection.send(['a']);
    first.answer.reject(new Error('too large'));
    await expect(sent).rejects.toThrow('too large');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('expects nothing over the next connection', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    fixture.first.events.onLost('reset');
    await pass(1_000);
    await fixture.connect();
    await pass(60_000);
    expect(fixture.told).toEqual(['up first', 'down reset', 'up']);
  });

  it('has 30 seconds of its own over the next connection', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    fixture.first.events.onLost('reset');
    await pass(1_000);
    await fixture.connect();
    await pass(20_000);
    await sendTo(fixture);
    await pass(29_999);
    expect(fixture.connection.canSend).toBe(true);
    await pass(1);
    expect(fixture.told).toEqual(['up first', 'down reset', 'up', DEAF]);
  });

  it('leaves no timer behind when it is closed', async () => {
    const fixture = await connectedFixture();
    await sendTo(fixture);
    fixture.first.closed.resolve();
    void fixture.connection.close();
    await pass(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a connection whose broker is full', () => {
  it('is blocked only while it is up', async () => {
    const { connection, link, connect } = brokerFixture();
    expect(connection.isBlocked).toBe(false);
    connection.open();
    link().isBlocked = true;
    expect(connection.isBlocked).toBe(false);
    const first = await connect();
    expect(connection.isBlocked).toBe(true);
    first.events.onLost('reset');
    expect(connection.isBlocked).toBe(false);
  });

  it('is not lost however long a batch is not confirmed', async () => {
    const { connection, first, told } = await connectedFixture();
    const sent = connection.send(['a']);
    first.isBlocked = true;
    await pass(3_600_000);
    expect(told).toEqual(['up first']);
    first.answer.resolve();
    await expect(sent).resolves.toBeUndefined();
  });

  it('is lost when the broker has room again, and confirms nothing still', async () => {
    const { connection, first, told } = await connectedFixture();
    const outcome = outcomeOf(connection.send(['a']));
    first.isBlocked = true;
    await pass(45_000);
    first.isBlocked = false;
    await pass(14_999);
    expect(told).toEqual(['up first']);
    await pass(1);
    expect(outcome.is).toBe('nothing was confirmed for 30000 ms');
    expect(told).toEqual(['up first', 'down nothing was confirmed for 30000 ms']);
  });
});
