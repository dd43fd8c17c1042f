import { jest } from '@jest/globals';

/** Lets the test say when a second is over, which is all that the admin part does by the clock; sockets keep real time. */
export function useFakeSeconds(): void {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

/** A second is over. */
export function oneSecond(): void {
  jest.advanceTimersByTime(1000);
}
