import { jest } from '@jest/globals';
import { brokerFixture, connectedFixture, pass } from '../support/broker-fixture.js';
import { FakeLink } from '../support/fake-link.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a connection with a broker', () => {
  it('is not attempted before it is opened', async () => {
    const { links, connection } = brokerFixture();
    await pass(60_000);
    expect(links).toEqual([]);
    expect(connection.canSend).toBe(false);
  });

  it('is up once its first attempt has succeeded', async () => {
    const { connection, told, links, connect } = brokerFixture();
    connection.open();
    await pass(9_000);
    expect(connection.canSend).toBe(false);
    await connect();
    expect(connection.canSend).toBe(true);
    expect(told).toEqual(['up first']);
    expect(links).toHaveLength(1);
  });

  it('leaves no timer behind while it is up', async () => {
    const { links, told } = await connectedFixture();
    expect(jest.getTimerCount()).toBe(0);
    await pass(3_600_000);
    expect(links).toHaveLength(1);
    expect(told).toEqual(['up first']);
  });

  it('hands over what comes in', async () => {
    const { first, told } = await connectedFixture();
    first.events.onMessage('a');
    first.events.onMessage(Buffer.from('b'));
    expect(told).toEqual(['up first', 'a', 'b']);
  });

  it('hands over what comes in before the attempt has succeeded: the subscription is there already', () => {
    const { connection, link, told } = brokerFixture();
    connection.open();
    link().events.onMessage('early');
    expect(told).toEqual(['early']);
  });

  it('knows the largest message only while it is up', async () => {
    const { connection, first } = await connectedFixture();
    expect(connection.maxMessageBytes).toBe(Infinity);
    first.maxMessageBytes = 1024;
    expect(connection.maxMessageBytes).toBe(1024);
    first.events.onLost('reset');
    expect(connection.maxMessageBytes).toBe(Infinity);
  });
});

describe('an attempt that fails', () => {
  it('is told, its link is closed and destroyed, and a second later there is another one', async () => {
    const { connection, link, links, told } = brokerFixture();
    connection.open();
    const failed = link();
    failed.closed.resolve();
    failed.opened.reject(new Error('refused'));
    await pass(0);
    expect(told).toEqual(['down refused']);
    expect(failed.steps).toEqual(['open', 'close', 'destroy']);
    await pass(999);
    expect(links).toHaveLength(1);
    await pass(1);
    expect(links).toHaveLength(2);
  });

  it('is followed by others for ever, each of them told', async () => {
    const { connection, link, links, told } = brokerFixture((events) => {
      const made = new FakeLink(events);
      made.opened.reject(new Error('refused'));
      made.closed.resolve();
      return made;
    });
    connection.open();
    await pass(3_600_001);
    expect(links).toHaveLength(3601);
    expect(told).toHaveLength(3601);
    expect(jest.getTimerCount()).toBe(1);
    expect(link().steps).toEqual(['open', 'close', 'destroy']);
  });

  it('takes 10 seconds at most', async () => {
    const { connection, link, links, told } = brokerFixture();
    connection.open();
    await pass(9_999);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual(['down the broker did not answer within 10000 ms']);
    await pass(1);
    expect(link().steps).toEqual(['open', 'close']);
    await pass(999);
    expect(links).toHaveLength(2);
  });

  it('is of no account when it succeeds after all', async () => {
    const { connection, link, told } = brokerFixture();
    connection.open();
    const slow = link();
    await pass(10_000);
    slow.opened.resolve();
    await pass(0);
    slow.events.onMessage('late');
    slow.events.onLost('late');
    expect(connection.canSend).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('has its link closed again when that opens after all: there was nothing to close before', async () => {
    const { connection, link } = brokerFixture();
    connection.open();
    const slow = link();
    slow.closed.resolve();
    await pass(10_500);
    expect(slow.steps).toEqual(['open', 'close', 'destroy']);
    slow.opened.resolve();
    await pass(0);
    expect(slow.steps).toEqual(['open', 'close', 'destroy', 'close', 'destroy']);
  });

  it('has its link closed once when that cannot be opened after all', async () => {
    const { connection, link } = brokerFixture();
    connection.open();
    const slow = link();
    slow.closed.resolve();
    await pass(10_500);
    slow.opened.reject(new Error('late'));
    await pass(0);
    expect(slow.steps).toEqual(['open', 'close', 'destroy']);
  });

  it('is counted, for the next one to begin elsewhere', async () => {
    const { connection, link, links } = brokerFixture();
    connection.open();
    for (let count = 0; count < 3; count++) {
      link().opened.reject(new Error('refused'));
      await pass(1_000);
    }
    expect(links.map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3]);
  });

  it('may fail while its link is made', async () => {
    const { connection, links, told } = brokerFixture(() => {
      throw new Error('bad options');
    });
    connection.open();
    await pass(1_000);
    expect(links).toEqual([]);
    expect(told).toEqual(['down bad options', 'down bad options']);
  });

  it('is told once, and followed by one other, when its link says besides that it is lost', async () => {
    const { connection, link, links, told } = brokerFixture();
    connection.open();
    link().events.onLost('closed');
    link().opened.reject(new Error('refused'));
    await pass(1_000);
    expect(told).toEqual(['down refused']);
    expect(links).toHaveLength(2);
  });

  it('makes a later one that succeeds no first one', async () => {
    const { connection, link, told, connect } = brokerFixture();
    connection.open();
    link().opened.reject(new Error('refused'));
    await pass(1_000);
    await connect();
    expect(told).toEqual(['down refused', 'up']);
  });

  it('does not wait for a link that does not say goodbye', async () => {
    const { connection, link, links } = brokerFixture();
    connection.open();
    const failed = link();
    failed.opened.reject(new Error('refused'));
    await pass(999);
    expect(failed.steps).toEqual(['open', 'close']);
    await pass(1);
    expect(failed.steps).toEqual(['open', 'close', 'destroy']);
    expect(links).toHaveLength(2);
  });
});
