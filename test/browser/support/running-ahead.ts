import { jest } from '@jest/globals';

/**
 * Lets the clock that a plugin's status goes by run ahead, so that a minute is over when a test says so. What it cannot move
 * are timers: something has to be published after that.
 */
export function clockRunningAhead(): { pass: (milliseconds: number) => void; stop: () => void } {
  const real = performance.now.bind(performance);
  let ahead = 0;
  const spy = jest.spyOn(performance, 'now').mockImplementation(() => real() + ahead);
  return { pass: (milliseconds) => (ahead += milliseconds), stop: () => spy.mockRestore() };
}
