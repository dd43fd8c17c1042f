import { jest } from '@jest/globals';
import { takesPayloadOnly } from '../../../lib/dispatch/payload-only.js';

/** Methods as a class or an object literal has them, each under the name `m`. */
function method(source: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the text stands in this file
  return (new Function(`'use strict'; return (class { ${source} }).prototype;`)() as Record<string, unknown>)['m'];
}

describe('a method that cannot see a second argument', () => {
  it.each([
    'm(event) { return event; }',
    'm() { return 1; }',
    'm( event ) {}',
    'm(event)\n{ return 1 }',
    'async m(event) { await event; }',
    '*m(event) { yield event; }',
    'async *m(event) { yield event; }',
    'm($event_1) { const delivery = { ...$event_1 }; return delivery; }',
  ])('is known by its text: %s', (source) => {
    expect(takesPayloadOnly(method(source))).toBe(true);
  });

  it('may be one of an object', () => {
    expect(takesPayloadOnly({ m(event: unknown) { return event; } }.m)).toBe(true); // prettier-ignore
  });
});

describe('a method gets the delivery when it can see it, or when in doubt', () => {
  it.each([
    'm(event, delivery) {}',
    'm(...all) {}',
    'm(event, ...rest) {}',
    'm(event, delivery = {}) {}',
    'm(event = f(1), delivery = 2) {}',
    'm(event = 1) {}',
    'm({ id }) {}',
    'm({ id }, delivery = 1) {}',
    'm([first], delivery = 1) {}',
    'm(event) { return arguments[1]; }',
    'm(event) { return eval("argu" + "ments")[1]; }',
    'm(event) { return () => arguments.length; }',
    'm(event) { return argu\\u006dents[1]; }',
    'm(event) { return argu\\u{6d}ents[1]; }',
    'm(event /* ) { */, delivery = 1) {}',
    '["m"](event) {}',
    '["m"](event, delivery = 1) {}',
    "'m'(event) {}",
  ])('%s', (source) => {
    expect(typeof method(source)).toBe('function');
    expect(takesPayloadOnly(method(source))).toBe(false);
  });

  it.each<[string, unknown]>([
    ['an arrow function', (event: unknown) => event],
    ['a function', function (event: unknown) { return event; }], // prettier-ignore
    ['a bound function', function (this: unknown, event: unknown) { return event; }.bind(null)], // prettier-ignore
    ['a class', class { constructor(readonly event: unknown) {} }], // prettier-ignore
    ['a function of the language', Array.prototype.push],
    ['a mock', jest.fn()],
    ['a proxy of a function', new Proxy({ m(event: unknown) { return event; } }.m, {})], // prettier-ignore
    ['nothing', undefined],
    ['no function', { length: 1 }],
  ])('%s', (_, value) => {
    expect(takesPayloadOnly(value)).toBe(false);
  });
});
