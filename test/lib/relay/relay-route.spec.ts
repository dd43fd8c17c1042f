import { jest } from '@jest/globals';
import { MessageWriter } from '../../../lib/relay/message-writer.js';
import { pass } from './support/broker-fixture.js';
import { connect, connectedRelay, HOOK, relayOf } from './support/relay-fixture.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a relay that has not been connected', () => {
  it('keeps the events of the hooks that it relays, and wants no others', () => {
    const { route, publish } = relayOf({ hooks: { except: ['k.on_b'] } });
    expect(route.takerFor({ ...HOOK, hook: 'on_b' })).toBeUndefined();
    publish();
    publish();
    expect(route.figures()).toMatchObject({ sent: 0, waiting: 2, dropped: 0 });
  });

  it('drops what it has no room for, and says so', () => {
    const { route, lines, publish } = relayOf({ maxWaiting: 1 });
    for (let count = 0; count < 3; count++) publish();
    expect(route.figures()).toMatchObject({ waiting: 1, dropped: 2 });
    expect(lines).toEqual([expect.objectContaining({ dropping: 'newest' })]);
  });

  it('refuses and drops an event that is too large', () => {
    const { route, refused, publish } = relayOf({ maxMessageBytes: 100 });
    publish('x'.repeat(100));
    expect(route.figures()).toMatchObject({ waiting: 0, dropped: 1 });
    expect(refused).toEqual(['not sent: it is larger than 100 bytes (option maxMessageBytes)']);
  });

  it('is closed at once, and drops, counts and tells what waits', async () => {
    const { route, lines, publish } = relayOf();
    publish();
    await route.close(60_000);
    expect(route.figures()).toMatchObject({ sent: 0, waiting: 0, dropped: 1 });
    expect(lines).toEqual([expect.objectContaining({ dropped: '1' })]);
  });
});

describe('a relay connects', () => {
  it.each([
    ['open', 'release'],
    ['release', 'open'],
  ] as const)('once both were called, %s and %s, and not before', (first, second) => {
    const { route, links } = relayOf();
    route[first]();
    expect(links).toHaveLength(0);
    route[second]();
    expect(links).toHaveLength(1);
  });

  it('and sends at once what waits: it has not heard of anybody who was there before', async () => {
    const fixture = relayOf();
    fixture.publish();
    fixture.route.open();
    fixture.route.release();
    const { sent } = await connect(fixture);
    await pass(1);
    expect(sent).toHaveLength(1);
  });

  it('again when it was lost, and sends once the others have had 2.5 seconds to do so', async () => {
    const { link, links, publish } = await connectedRelay();
    link.events.onLost('reset');
    publish();
    await pass(1000);
    const second = links[1];
    second?.opened.resolve();
    await pass(2499);
    expect(second?.sent).toEqual([]);
    await pass(2);
    expect(second?.sent).toHaveLength(1);
  });

  it('and sends nothing when that is lost before the 2.5 seconds are over', async () => {
    const { link, links, publish } = await connectedRelay();
    link.events.onLost('reset');
    publish();
    await pass(1000);
    links[1]?.opened.resolve();
    await pass(1000);
    links[1]?.events.onLost('reset');
    await pass(1000);
    links[2]?.opened.resolve();
    await pass(1000);
    expect(links.map(({ sent }) => sent.length)).toEqual([0, 0, 0]);
  });
});

describe('a relay that is shut down', () => {
  it('sends what waits, also within the 2.5 seconds', async () => {
    const { route, link, links, publish } = await connectedRelay();
    link.events.onLost('reset');
    publish();
    await pass(1000);
    const second = links[1];
    second?.opened.resolve();
    second?.closed.resolve();
    await pass(0);
    const closed = route.close(1000);
    await pass(0);
    second?.answer.resolve();
    await pass(0);
    await closed;
    expect(route.figures()).toMatchObject({ sent: 1, waiting: 0, dropped: 0 });
  });

  it('waits for the broker no longer than it may, and drops what is left', async () => {
    const { route, lines, publish } = await connectedRelay();
    publish();
    void route.close(1000);
    await pass(999);
    expect(route.figures()).toMatchObject({ waiting: 1 });
    await pass(1);
    expect(route.figures()).toMatchObject({ sent: 0, waiting: 0, dropped: 1 });
    expect(lines.at(-1)).toMatchObject({ dropped: '1' });
  });

  it('tells at the end what was missed of other instances', async () => {
    const { route, link, lines } = await connectedRelay();
    const writer = new MessageWriter('/other');
    const messages = Array.from({ length: 5 }, () => writer.write(writer.headFor(HOOK), {}, 'e', 5, undefined));
    for (const index of [0, 2, 4]) link.events.onMessage(messages[index] ?? '');
    const closed = route.close(0);
    await pass(0);
    await closed;
    expect(lines.slice(-2)).toEqual(Array(2).fill({ missed: '1', source: '/other' }));
  });

  it('hears nothing more from the moment that it begins', async () => {
    const { route, link } = await connectedRelay();
    route.beginShutdown();
    link.events.onMessage('no event');
    expect(route.figures()).toMatchObject({ refused: 0 });
  });
});

describe('whoever waits until a relay is connected', () => {
  it('waits no longer when it is', async () => {
    const fixture = relayOf();
    const settled: string[] = [];
    void fixture.route.whenConnected().then(() => settled.push('one'));
    fixture.route.open();
    fixture.route.release();
    await pass(0);
    expect(settled).toEqual([]);
    fixture.links[0]?.opened.resolve();
    await pass(0);
    void fixture.route.whenConnected().then(() => settled.push('two'));
    await pass(0);
    expect(settled).toEqual(['one', 'two']);
  });

  it.each(['before', 'after'])(
    'waits no longer when the application has shut down, where it asked %s that',
    async (when) => {
      const { route } = relayOf();
      let isSettled = false;
      const ask = () => void route.whenConnected().then(() => (isSettled = true));
      if (when === 'before') ask();
      await pass(0);
      expect(isSettled).toBe(false);
      await route.close(0);
      if (when === 'after') ask();
      await pass(0);
      expect(isSettled).toBe(true);
    },
  );
});
