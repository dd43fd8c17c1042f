import { jest } from '@jest/globals';

/** Import it before what is tested: what waits with `node:timers/promises` waits with the timers of the test then. */
jest.unstable_mockModule('node:timers/promises', () => ({
  setTimeout: (milliseconds: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, milliseconds);
    }),
}));
