import { jest } from '@jest/globals';
import { RelayLog } from '../../../lib/relay/relay-log.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function logOf() {
  const lines: unknown[] = [];
  const log = new RelayLog({ log: (level, { missed, source }) => lines.push([level, missed, source]) }, { topic: 't' });
  return { log, lines };
}

describe('the log of missed events', () => {
  it('says at once that some were missed, and of which instance', () => {
    const { log, lines } = logOf();
    log.missed(3, '/a');
    expect(lines).toEqual([['warn', '3', '/a']]);
  });

  it('says 10 seconds later how many there were meanwhile, and of which instance the last ones', () => {
    const { log, lines } = logOf();
    log.missed(1, '/a');
    log.missed(2, '/a');
    jest.advanceTimersByTime(9_999);
    log.missed(3, '/b');
    expect(lines).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(lines.slice(1)).toEqual([['warn', '5', '/b']]);
  });

  it('says no more than a line in 10 seconds, however long it goes on', () => {
    const { log, lines } = logOf();
    for (let second = 0; second < 60; second++) {
      log.missed(1, '/a');
      jest.advanceTimersByTime(1000);
    }
    expect(lines.map((line) => (line as string[])[1])).toEqual(['1', '9', '10', '10', '10', '10', '10']);
  });

  it('says at once what is missed after 10 seconds without any', () => {
    const { log, lines } = logOf();
    log.missed(1, '/a');
    jest.advanceTimersByTime(10_000);
    expect(jest.getTimerCount()).toBe(0);
    log.missed(2, '/a');
    expect(lines).toEqual([
      ['warn', '1', '/a'],
      ['warn', '2', '/a'],
    ]);
  });

  it('says at the end what it has not said yet, and leaves no timer behind', () => {
    const { log, lines } = logOf();
    log.missed(1, '/a');
    log.missed(2, '/b');
    log.flush();
    expect(lines.slice(1)).toEqual([['warn', '2', '/b']]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says nothing at the end when it has said all', () => {
    const { log, lines } = logOf();
    log.flush();
    log.missed(1, '/a');
    log.flush();
    expect(lines).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });
});
