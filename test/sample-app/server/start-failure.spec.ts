import { readPort } from '../../../sample-app/server/port.js';
import { describeStartFailure } from '../../../sample-app/server/start-failure.js';

describe('describeStartFailure', () => {
  it('is one line for a PORT that is none', () => {
    expect(describeStartFailure(thrownBy(() => readPort('abc')))).toBe(
      'PORT must be a whole number from 0 to 65535, but it is "abc".',
    );
  });

  it('is one line for a port in use', () => {
    const error = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 3000 });

    expect(describeStartFailure(error)).toBe('Port 3000 is already in use. Set PORT to another one.');
  });

  it('keeps the stack of an error nobody foresaw', () => {
    const error = new TypeError('x is not a function');

    expect(describeStartFailure(error)).toContain(error.stack);
  });

  it('says what was thrown when it is no error', () => {
    expect(describeStartFailure(null)).toBe('null');
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
