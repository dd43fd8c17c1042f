import { jest } from '@jest/globals';
import { brokerFixture, connectedFixture, outcomeOf, pass } from '../support/broker-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a connection that is closed', () => {
  it('says goodbye, and is never made anew', async () => {
    const { connection, first, links, told } = await connectedFixture();
    const closed = outcomeOf(connection.close());
    expect(connection.canSend).toBe(false);
    await pass(0);
    expect(closed.is).toBe('pending');
    first.closed.resolve();
    await pass(0);
    expect(closed.is).toBe('settled');
    expect(first.steps).toEqual(['open', 'close', 'destroy']);
    first.events.onLost('closed');
    first.events.onMessage('late');
    await pass(60_000);
    expect(links).toHaveLength(1);
    expect(told).toEqual(['up first']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits a second at most for the broker to say goodbye', async () => {
    const { connection, first } = await connectedFixture();
    const closed = outcomeOf(connection.close());
    await pass(999);
    expect(closed.is).toBe('pending');
    await pass(1);
    expect(closed.is).toBe('settled');
    expect(first.steps).toEqual(['open', 'close', 'destroy']);
  });

  it('rejects the batch that is on its way', async () => {
    const { connection } = await connectedFixture();
    const outcome = outcomeOf(connection.send(['a']));
    void connection.close();
    await pass(0);
    expect(outcome.is).toBe('the connection was closed');
  });

  it.each(['succeeds', 'fails'])('while it is opening stays closed when the attempt %s', async (how) => {
    const { connection, link, links, told } = brokerFixture();
    connection.open();
    const closed = outcomeOf(connection.close());
    if (how === 'succeeds') link().opened.resolve();
    else link().opened.reject(new Error('refused'));
    link().closed.resolve();
    await pass(60_000);
    expect(closed.is).toBe('settled');
    expect(connection.canSend).toBe(false);
    expect(links).toHaveLength(1);
    expect(told).toEqual([]);
    expect(link().steps).toContain('destroy');
  });

  it('while it waits for the next attempt makes none', async () => {
    const { connection, first, links } = await connectedFixture();
    first.events.onLost('reset');
    await connection.close();
    await pass(60_000);
    expect(links).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('while it is opening closes its link again when that opens after all', async () => {
    const { connection, link } = brokerFixture();
    connection.open();
    link().closed.resolve();
    void connection.close();
    await pass(0);
    expect(link().steps).toEqual(['open', 'close', 'destroy']);
    link().opened.resolve();
    await pass(0);
    expect(link().steps).toEqual(['open', 'close', 'destroy', 'close', 'destroy']);
  });

  it('may be closed twice, and before it was opened', async () => {
    const { connection } = brokerFixture();
    await expect(connection.close()).resolves.toBeUndefined();
    await expect(connection.close()).resolves.toBeUndefined();
  });
});
