import { jest } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryRecord } from '../../../../lib/dispatch/observation/delivery-record.js';

describe('the record of a subscriber', () => {
  let record: DeliveryRecord;
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000 });
    record = new DeliveryRecord(0, () => undefined);
  });
  afterEach(() => jest.useRealTimers());

  const lastMessage = (): string | undefined => record.statistics(0).lastError?.message;

  it('has nothing as long as nothing has happened', () => {
    const { lastError, lastSuccess, durations } = record.statistics(0);
    expect([lastError, lastSuccess, durations.count]).toEqual([undefined, undefined, 0]);
  });

  it.each([
    ['an error', new Error('boom'), 'boom'],
    ['text', 'boom', 'boom'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a symbol', Symbol('boom'), 'Symbol(boom)'],
    ['an error with a hostile message', hostile(), 'Error'],
    ['empty text', '', ''],
    ['the payload', { password: 'hunter2' }, '[object Object] without a message'],
    ['a list of payloads', [{ password: 'hunter2' }], '[object Array] without a message'],
  ])('has the message of the last failure, whatever was thrown: %s', (_, thrown: unknown, message) => {
    record.failedWith(new Error('an earlier one'));
    jest.setSystemTime(5_000);
    record.failedWith(thrown);
    jest.setSystemTime(9_000);
    expect(record.statistics(0).lastError).toEqual({ message, at: new Date(5_000) });
  });

  it('keeps the last failure also when deliveries end well after that', () => {
    record.failedWith(new Error('boom'));
    jest.setSystemTime(5_000);
    expect(record.statistics(3)).toMatchObject({ lastError: { message: 'boom' }, lastSuccess: new Date(5_000) });
  });

  it('escapes what must not reach a terminal or a page as it is', () => {
    record.failedWith(new Error('a\nb\u001b[31m\u202e\u2028c'));
    expect(lastMessage()).toBe('a\\nb\\x1b[31m\\u202e\\u2028c');
  });

  it('has 512 characters of a message at the most, also when each of them must be escaped', () => {
    for (const unit of ['a', '\n', '\u202e', '😀', '\ud800']) {
      record.failedWith(new Error(unit.repeat(10_000)));
      const length = lastMessage()?.length ?? 0;
      expect(length).toBeLessThanOrEqual(512);
      expect(length).toBeGreaterThan(500);
    }
  });

  it('has no more of any message, and never a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000, size: 'max' }), (message) => {
        record.failedWith(message);
        expect(lastMessage()?.length).toBeLessThanOrEqual(512);
        // eslint-disable-next-line no-control-regex
        expect(lastMessage()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
      }),
      { seed: 20261125, numRuns: 300 },
    );
  });

  it('knows a success by the number of those that ended well, from the second in which it looks', () => {
    record.notice(0);
    expect(record.statistics(0).lastSuccess).toBeUndefined();
    jest.setSystemTime(2_000);
    record.notice(1);
    jest.setSystemTime(3_000);
    record.notice(1);
    expect(record.statistics(1).lastSuccess).toEqual(new Date(2_000));
    jest.setSystemTime(3_500);
    expect(record.statistics(2).lastSuccess).toEqual(new Date(3_500));
  });

  it('takes no success for one that was before it was made', () => {
    expect(new DeliveryRecord(7, () => undefined).statistics(7).lastSuccess).toBeUndefined();
  });

  it('tells of each duration that it is given', () => {
    const told: number[] = [];
    const telling = new DeliveryRecord(0, (milliseconds) => told.push(milliseconds));
    telling.took(3, 1);
    telling.took(0, 1);
    expect(told).toEqual([3, 0]);
    expect(telling.statistics(0).durations).toMatchObject({ count: 2, sum: 3 });
  });

  it('gives statistics that stay as they are', () => {
    record.failedWith('first');
    record.took(1, 1);
    const statistics = record.statistics(1);
    const { lastError, lastSuccess } = statistics;
    jest.setSystemTime(9_000);
    record.failedWith('second');
    record.took(1, 1);
    record.notice(2);
    expect(statistics).toMatchObject({ lastError: { message: 'first' }, lastSuccess: new Date(1_000) });
    expect(statistics.durations.count).toBe(1);
    lastError?.at.setTime(0);
    lastSuccess?.setTime(0);
    expect(record.statistics(2)).toMatchObject({ lastError: { at: new Date(9_000) }, lastSuccess: new Date(9_000) });
  });
});

function hostile(): Error {
  return Object.defineProperty(new Error(), 'message', {
    get: () => {
      throw new Error('no message');
    },
  });
}
