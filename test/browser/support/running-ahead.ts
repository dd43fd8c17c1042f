import { jest } from '@jest/globals';

/**
 * Lets so many milliseconds pass on the clock that the server goes by, in the status of a plugin and in the age of a stream,
 * until mocks are restored. What it cannot move are timers.
 */
export function runAhead(milliseconds: number): void {
  const real = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => real() + milliseconds);
}
