import { withoutStack } from '../../../lib/errors/without-stack.js';

describe('an error that is made without its stack', () => {
  it('has its class and message, and no frames', () => {
    const error = withoutStack(() => new RangeError('late'));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.stack).toBe('RangeError: late');
  });

  it('leaves other errors theirs, although making it threw', () => {
    expect(() =>
      withoutStack(() => {
        throw new Error('boom');
      }),
    ).toThrow('boom');
    expect(new Error('with').stack).toMatch(/\n\s+at /);
  });
});
