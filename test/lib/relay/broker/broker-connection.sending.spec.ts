import { jest } from '@jest/globals';
import { brokerFixture, connectedFixture, outcomeOf, pass } from '../support/broker-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a batch', () => {
  it('is sent once the broker has confirmed it', async () => {
    const { connection, first } = await connectedFixture();
    const outcome = outcomeOf(connection.send(['a', 'b']));
    await pass(1_000);
    expect(first.sent).toEqual([['a', 'b']]);
    expect(outcome.is).toBe('pending');
    first.events.onMessage('a');
    first.answer.resolve();
    await pass(0);
    expect(outcome.is).toBe('settled');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is rejected where there is no connection: not opened, not up yet, lost, or closed', async () => {
    const { connection, connect } = brokerFixture();
    const rejected = () => expect(connection.send(['a'])).rejects.toThrow('there is no connection');
    await rejected();
    connection.open();
    await rejected();
    const link = await connect();
    link.events.onLost('reset');
    await rejected();
    await pass(1_000);
    await connect();
    void connection.close();
    await rejected();
    expect(link.sent).toEqual([]);
  });

  it('that the broker refuses is rejected, and the connection stays', async () => {
    const { connection, first, told } = await connectedFixture();
    const outcome = outcomeOf(connection.send(['a']));
    first.answer.reject(new Error('too large'));
    await pass(0);
    expect(outcome.is).toBe('too large');
    expect(connection.canSend).toBe(true);
    expect(told).toEqual(['up first']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is rejected when the link throws where it is sent', async () => {
    const { connection, first } = await connectedFixture();
    first.send = () => {
      throw new Error('there is no channel');
    };
    await expect(connection.send(['a'])).rejects.toThrow('there is no channel');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is rejected when the connection is lost meanwhile, with its reason', async () => {
    const { connection, first, told } = await connectedFixture();
    const outcome = outcomeOf(connection.send(['a']));
    first.events.onLost('reset');
    await pass(0);
    expect(outcome.is).toBe('reset');
    // What the old link says of it later is of no account.
    first.answer.reject(new Error('late'));
    await pass(60_000);
    expect(told.filter((line) => line.includes('confirmed'))).toEqual([]);
  });

  it('that nobody confirms for 30 seconds loses the connection', async () => {
    const { connection, links, told } = await connectedFixture();
    const outcome = outcomeOf(connection.send(['a']));
    await pass(29_999);
    expect(outcome.is).toBe('pending');
    await pass(1);
    expect(outcome.is).toBe('nothing was confirmed for 30000 ms');
    expect(told).toEqual(['up first', 'down nothing was confirmed for 30000 ms']);
    await pass(1_000);
    expect(links).toHaveLength(2);
  });

  it('has 30 seconds of its own', async () => {
    const { connection, first, told } = await connectedFixture();
    for (let count = 0; count < 3; count++) {
      const outcome = outcomeOf(connection.send(['a']));
      await pass(20_000);
      first.events.onMessage('a');
      first.answer.resolve();
      await pass(0);
      expect(outcome.is).toBe('settled');
    }
    expect(told).toEqual(['up first', 'a', 'a', 'a']);
  });

  it('of the next connection is not lost by what the last one waits for', async () => {
    const { connection, first, connect } = await connectedFixture();
    outcomeOf(connection.send(['a']));
    await pass(29_000);
    first.events.onLost('reset');
    await pass(1_000);
    const second = await connect();
    const outcome = outcomeOf(connection.send(['a']));
    await pass(20_000);
    expect(outcome.is).toBe('pending');
    second.answer.resolve();
    await pass(0);
    expect(outcome.is).toBe('settled');
  });
});
