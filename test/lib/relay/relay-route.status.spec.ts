import { jest } from '@jest/globals';
import { pass } from './support/broker-fixture.js';
import { connect, connectedRelay, relayOf } from './support/relay-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a relay is operational', () => {
  it('once it is connected, and has counted nothing', async () => {
    const { route } = await connectedRelay();
    expect(route.status()).toEqual({
      status: 'operational',
      reason: undefined,
      since: new Date(),
      figures: { sent: 0, waiting: 0, dropped: 0, received: 0, ignored: 0, refused: 0, missed: 0, repeated: 0 },
    });
  });

  it('once the broker is back, since then', async () => {
    const fixture = await connectedRelay();
    fixture.link.events.onLost('reset');
    await pass(1000);
    await connect(fixture);
    const since = new Date();
    await pass(5000);
    expect(fixture.route.status()).toMatchObject({ status: 'operational', reason: 'the broker is back', since });
  });

  it('while a batch is confirmed within 5 seconds', async () => {
    const { route, publish } = await connectedRelay();
    publish();
    await pass(4_999);
    expect(route.status().status).toBe('operational');
  });

  it('again once the broker takes what it has refused', async () => {
    const { route, link, publish } = await connectedRelay();
    publish();
    await pass(0);
    link.answer.reject(new Error('quota'));
    await pass(1000);
    link.answer.resolve();
    await pass(0);
    expect(route.status()).toMatchObject({ status: 'operational', figures: { sent: 1, waiting: 0 } });
  });

  it('again once the broker has all that waited while events were dropped', async () => {
    const { route, link, lines, publish } = await connectedRelay({ maxWaiting: 1 });
    publish();
    publish();
    await pass(0);
    link.answer.resolve();
    await pass(0);
    expect(route.status().status).toBe('operational');
    expect(lines.at(-1)).toEqual({ dropped: '1' });
  });
});

describe('a relay is degraded, and says why:', () => {
  it('it has not been connected yet', () => {
    expect(relayOf().route.status()).toMatchObject({
      status: 'degraded',
      reason: 'no broker: it has not been connected yet',
      since: new Date(),
    });
  });

  it('the broker is away, since it was lost', async () => {
    const { route, link, links } = await connectedRelay();
    await pass(5000);
    const since = new Date();
    link.events.onLost('reset');
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'no broker: reset', since });
    await pass(1000);
    links[1]?.opened.reject(new Error('refused'));
    await pass(0);
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'no broker: refused', since });
  });

  it('the broker is full', async () => {
    const { route, link, publish } = await connectedRelay();
    link.isBlocked = true;
    publish();
    await pass(60_000);
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'the broker is full, and takes nothing' });
  });

  it('the broker confirms nothing, since the batch was sent', async () => {
    const { route, publish } = await connectedRelay();
    await pass(60_000);
    publish();
    await pass(0);
    const since = new Date();
    await pass(5_000);
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'the broker confirms nothing', since });
  });

  it('the broker refuses events', async () => {
    const { route, link, publish } = await connectedRelay();
    publish();
    await pass(0);
    link.answer.reject(new Error('quota'));
    await pass(0);
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'the broker refuses events: quota' });
  });

  it('events are dropped', async () => {
    const { route, publish } = await connectedRelay({ maxWaiting: 1 });
    publish();
    publish();
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'events are dropped: too many wait' });
  });

  it('the application has shut down', async () => {
    const { route } = await connectedRelay();
    const closed = route.close(0);
    await pass(0);
    await closed;
    expect(route.status()).toMatchObject({ status: 'degraded', reason: 'no broker: the application has shut down' });
  });
});

describe('an event that the broker refuses three times', () => {
  it('is refused with the reason, without a password', async () => {
    const { route, link, refused, publish } = await connectedRelay();
    publish();
    for (let tries = 0; tries < 3; tries++) {
      await pass(1000);
      link.answer.reject(new Error('not at amqp://me:secret@host'));
    }
    await pass(0);
    expect(refused).toEqual(['not sent: not at amqp://***@host']);
    expect(route.figures()).toMatchObject({ sent: 0, waiting: 0, dropped: 1 });
  });
});
