import { jest } from '@jest/globals';
import { connectedFixture, pass } from '../support/broker-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a connection that is lost', () => {
  it('is told, and made anew a second later', async () => {
    const { connection, first, links, told, connect } = await connectedFixture();
    first.events.onLost('reset');
    expect(connection.canSend).toBe(false);
    expect(told).toEqual(['up first', 'down reset']);
    await pass(999);
    expect(links).toHaveLength(1);
    await pass(1);
    expect(links).toHaveLength(2);
    await connect();
    expect(told).toEqual(['up first', 'down reset', 'up']);
    expect(connection.canSend).toBe(true);
  });

  it('is lost once, however often its link says so', async () => {
    const { first, links, told } = await connectedFixture();
    first.events.onLost('reset');
    first.events.onLost('closed');
    await pass(500);
    first.events.onLost('closed');
    await pass(500);
    first.events.onLost('closed');
    expect(told).toEqual(['up first', 'down reset']);
    expect(links).toHaveLength(2);
  });

  it('hears no more messages of its old link', async () => {
    const { first, told, connect } = await connectedFixture();
    first.events.onLost('reset');
    first.events.onMessage('old');
    await pass(1_000);
    const second = await connect();
    first.events.onMessage('old');
    second.events.onMessage('new');
    expect(told).toEqual(['up first', 'down reset', 'up', 'new']);
  });

  it('is not lost by what its old link says', async () => {
    const { connection, first, told, connect } = await connectedFixture();
    first.events.onLost('reset');
    await pass(1_000);
    await connect();
    first.events.onLost('closed');
    expect(connection.canSend).toBe(true);
    expect(told).toEqual(['up first', 'down reset', 'up']);
  });

  it('is closed and destroyed', async () => {
    const { first } = await connectedFixture();
    first.events.onLost('reset');
    await pass(0);
    expect(first.steps).toEqual(['open', 'close']);
    first.closed.reject(new Error('cannot say goodbye'));
    await pass(0);
    expect(first.steps).toEqual(['open', 'close', 'destroy']);
  });

  it('is not closed while it tells that it is lost: its library is not done with that yet', async () => {
    const { first } = await connectedFixture();
    first.events.onLost('reset');
    await Promise.resolve();
    expect(first.steps).toEqual(['open']);
  });

  it('survives a link that throws where it is destroyed', async () => {
    const { first, links } = await connectedFixture();
    first.destroy = () => {
      throw new Error('there is nothing left');
    };
    first.events.onLost('reset');
    first.closed.resolve();
    await pass(1_000);
    expect(links).toHaveLength(2);
  });

  it('leaves one timer for the next attempt, and none once it is up', async () => {
    const { first, connect } = await connectedFixture();
    first.closed.resolve();
    first.events.onLost('reset');
    await pass(0);
    expect(jest.getTimerCount()).toBe(1);
    await pass(1_000);
    await connect();
    expect(jest.getTimerCount()).toBe(0);
  });
});
