import { jest } from '@jest/globals';

/** A clock that runs ahead of the real one. */
export interface RunningClock {
  readonly pass: (milliseconds: number) => void;
  /** Has the real one back. */
  readonly stop: () => void;
}

/**
 * Lets the clock that a plugin's status goes by run ahead, so that a minute is over when a test says so. What it cannot move
 * are timers: something has to be published after that.
 */
export function clockRunningAhead(): RunningClock {
  return runningAhead(performance);
}

/** Lets the date run ahead for the server, which goes by it in the age of a stream. */
export function dateRunningAhead(): RunningClock {
  return runningAhead(Date);
}

function runningAhead(clock: { now(): number }): RunningClock {
  const real = clock.now.bind(clock);
  let ahead = 0;
  const spy = jest.spyOn(clock, 'now').mockImplementation(() => real() + ahead);
  return { pass: (milliseconds) => (ahead += milliseconds), stop: () => spy.mockRestore() };
}
