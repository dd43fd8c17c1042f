import { NotFoundException } from '@nestjs/common';

import { errorClassName } from '../../../sample-app/request-events/error-class-name.js';

describe('errorClassName', () => {
  it.each([
    [new NotFoundException(), 'NotFoundException'],
    [new TypeError('x'), 'TypeError'],
    ['a string', 'String'],
    [Symbol('a symbol'), 'Symbol'],
    [null, 'null'],
    [undefined, 'undefined'],
  ])('names what was thrown: %p', (thrown, name) => {
    expect(errorClassName(thrown)).toBe(name);
  });

  it.each([
    ['without a prototype', Object.create(null)],
    ['of an anonymous class', new (class extends Error {})()],
    [
      'whose class has a static name that is no string',
      new (class {
        static readonly name = 5;
      })(),
    ],
    [
      'whose constructor getter throws',
      Object.defineProperty({}, 'constructor', {
        get: () => {
          throw new Error('no');
        },
      }),
    ],
    ['that is a revoked proxy', revokedProxy()],
  ])('is UnknownError for an object %s', (_, thrown) => {
    expect(errorClassName(thrown)).toBe('UnknownError');
  });

  it('cuts a name that is longer than an event may carry', () => {
    class Long extends Error {}
    Object.defineProperty(Long, 'name', { value: 'E'.repeat(200) });

    expect(errorClassName(new Long())).toBe('E'.repeat(128));
  });
});

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
