import { jest } from '@jest/globals';
import { brokerFixture, pass } from '../support/broker-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the attempts of a connection', () => {
  it('are counted one by one, also when one has succeeded: no server is left out', async () => {
    const { connection, connect, links } = brokerFixture();
    connection.open();
    (await connect()).events.onLost('reset');
    await pass(1_000);
    (await connect()).events.onLost('reset');
    await pass(1_000);
    expect(links.map(({ attempt }) => attempt)).toEqual([0, 1, 2]);
  });
});
