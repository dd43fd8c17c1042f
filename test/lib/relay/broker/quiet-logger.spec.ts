import { jest } from '@jest/globals';
import { QuietLogger } from '../../../../lib/relay/broker/quiet-logger.js';

describe('the logger of the clients and servers', () => {
  it('keeps the last error of a client library', () => {
    const logger = new QuietLogger();
    expect(logger.lastError).toBeUndefined();
    const errors = [new Error('one'), { code: 'ECONNREFUSED' }];
    for (const error of errors) logger.error(error);
    expect(logger.lastError).toBe(errors[1]);
  });

  it("does not keep Nest's own sentences", () => {
    const logger = new QuietLogger();
    const error = new Error('reset');
    logger.error(error);
    logger.error('Disconnected from RMQ. Trying to reconnect.');
    expect(logger.lastError).toBe(error);
  });

  it('writes nothing, whatever the level', () => {
    const streams = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write'));
    const logger = new QuietLogger();
    logger.error(new Error('reset'));
    for (const level of ['log', 'warn', 'debug', 'verbose'] as const) logger[level]();
    const calls = streams.flatMap((stream) => stream.mock.calls);
    jest.restoreAllMocks();
    expect(calls).toEqual([]);
    expect(logger.lastError).toEqual(new Error('reset'));
  });
});
