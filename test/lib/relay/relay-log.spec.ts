import { jest } from '@jest/globals';
import { Outbox } from '../../../lib/relay/outbox.js';
import { RelayLog } from '../../../lib/relay/relay-log.js';

type Line = [level: string, pairs: Readonly<Record<string, string | undefined>>];

interface Fixture {
  readonly log: RelayLog;
  readonly lines: Line[];
  readonly outbox: Outbox;
}

/** A log of a relay whose outbox has room for two. */
function logOf(): Fixture {
  const lines: Line[] = [];
  const log = new RelayLog({ log: (level, pairs) => lines.push([level, pairs]) }, { topic: 't' });
  const target = { send: () => Promise.resolve(), canSend: true, maxMessageBytes: Infinity };
  const events = { onRefused: () => {}, onGivenUp: () => {}, onEmpty: () => {} };
  return { log, lines, outbox: new Outbox({ maxWaiting: 2, maxWaitingBytes: 100 }, target, events) };
}

/** Such a log after so many events were published while the broker takes none. */
function full(count: number): Fixture {
  const fixture = logOf();
  for (let published = 0; published < count; published++) publish(fixture);
  return fixture;
}

/** What the sender does with an event. */
function publish({ log, outbox }: Fixture): void {
  if (!outbox.add('m', 1)) log.noRoomFor(outbox);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the log of the connection', () => {
  it('says once that it is connected, with the facts', () => {
    const { log, lines, outbox } = logOf();
    log.up(outbox);
    expect(lines).toEqual([['info', { broker: 'connected', topic: 't' }]]);
  });

  it('says once that the broker is lost, however many attempts fail', () => {
    const { log, lines, outbox } = logOf();
    log.up(outbox);
    log.down('reset');
    log.down('refused');
    log.down('refused');
    expect(lines.slice(1)).toEqual([['error', { broker: 'lost', topic: 't', error: 'reset' }]]);
  });

  it('says that a broker which never answered is unreachable', () => {
    const { log, lines } = logOf();
    log.down('refused');
    log.down('refused');
    expect(lines).toEqual([['error', { broker: 'unreachable', topic: 't', error: 'refused' }]]);
  });

  it('says that it is back, for how long it was away, and how many events wait', () => {
    const { log, lines, outbox } = logOf();
    log.up(outbox);
    jest.advanceTimersByTime(5000);
    log.down('reset');
    outbox.add('m', 1);
    jest.advanceTimersByTime(1000);
    log.down('refused');
    jest.advanceTimersByTime(1600);
    log.up(outbox);
    expect(lines.at(-1)).toEqual(['info', { broker: 'back', topic: 't', away: '3s', waiting: '1' }]);
  });

  it('says all of it again at the next loss', () => {
    const { log, lines, outbox } = logOf();
    log.down('refused');
    log.up(outbox);
    log.down('reset');
    jest.advanceTimersByTime(2000);
    log.up(outbox);
    expect(lines.map(([, { broker, away }]) => [broker, away])).toEqual([
      ['unreachable', undefined],
      ['back', '0s'],
      ['lost', undefined],
      ['back', '2s'],
    ]);
  });
});

describe('the log of an outbox that is full', () => {
  it('says once that events are dropped', () => {
    const fixture = logOf();
    for (let count = 0; count < 5; count++) publish(fixture);
    expect(fixture.log.isDropping).toBe(true);
    expect(fixture.lines).toEqual([
      [
        'error',
        {
          dropping: 'newest',
          error: 'no room: 2 events wait for the broker (options maxWaiting, maxWaitingBytes)',
        },
      ],
    ]);
  });

  it('says nothing while there is room', () => {
    const fixture = logOf();
    publish(fixture);
    publish(fixture);
    expect(fixture.lines).toEqual([]);
    expect(fixture.log.isDropping).toBe(false);
  });

  it('says how many were dropped once the broker has all that waited', () => {
    const { log, lines, outbox } = full(5);
    log.emptied(outbox.dropped);
    expect(lines.slice(1)).toEqual([['warn', { dropped: '3' }]]);
    expect(log.isDropping).toBe(false);
  });

  it('leaves out what had been dropped before', () => {
    const fixture = full(0);
    fixture.outbox.dropped = 7;
    for (let count = 0; count < 3; count++) publish(fixture);
    fixture.log.emptied(fixture.outbox.dropped);
    expect(fixture.lines.slice(1)).toEqual([['warn', { dropped: '1' }]]);
  });

  it('says nothing yet when there is room while others wait', () => {
    const fixture = full(3);
    fixture.outbox.clear();
    publish(fixture);
    expect(fixture.lines).toHaveLength(1);
    expect(fixture.log.isDropping).toBe(true);
  });

  it('says nothing when the broker has all that waited, and nothing was dropped', () => {
    const { log, lines, outbox } = full(2);
    log.emptied(outbox.dropped);
    expect(lines).toEqual([]);
  });

  it('is told of once in ten seconds, and the rest at the end', () => {
    const fixture = full(3);
    const { log, lines, outbox } = fixture;
    log.emptied(outbox.dropped);
    for (let count = 0; count < 2; count++) publish(fixture);
    log.emptied(outbox.dropped);
    expect(lines.map(([level]) => level)).toEqual(['error', 'warn']);
    log.flush();
    expect(lines.filter(([level]) => level === 'warn')).toEqual([
      ['warn', { dropped: '1' }],
      ['warn', { dropped: '2' }],
    ]);
  });

  it('says what the shutdown dropped, and nothing when that is nothing', () => {
    const { log, lines } = logOf();
    log.abandoned(0);
    log.abandoned(3);
    expect(lines).toEqual([
      [
        'error',
        {
          dropped: '3',
          error: 'the application shut down before the broker had them (option shutdownTimeout)',
        },
      ],
    ]);
  });
});

describe('the log of a broker that takes nothing', () => {
  it('says so once, and keeps the reason of the last refusal', () => {
    const { log, lines } = logOf();
    log.refused(new Error('quota'));
    log.refused(new Error('too large'));
    expect(lines).toEqual([['error', { broker: 'refuses', error: 'quota' }]]);
    expect(log.refusal).toBe('too large');
  });

  it('forgets the reason once it takes something, without a line', () => {
    const { log, lines } = logOf();
    log.refused(new Error('quota'));
    log.refused(undefined);
    expect(lines).toHaveLength(1);
    expect(log.refusal).toBeUndefined();
  });

  it('says it again the next time', () => {
    const { log, lines } = logOf();
    for (const error of [undefined, 'one', undefined, 'two']) log.refused(error);
    expect(lines.map(([, { error }]) => error)).toEqual(['one', 'two']);
  });

  it('says no password', () => {
    const { log, lines } = logOf();
    log.refused('not allowed at mqtt://me:secret@host');
    expect(lines[0]?.[1]).toEqual({ broker: 'refuses', error: 'not allowed at mqtt://***@host' });
  });
});
