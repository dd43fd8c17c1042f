import { internalized } from '../../../lib/dispatch/internalized.js';

describe('a text that is kept as the names in code are', () => {
  it.each([
    'on_a',
    '',
    '0',
    '01',
    '-1',
    '4294967295',
    '__proto__',
    'constructor',
    'toString',
    'é',
    '\ud800',
    '\u2028',
    ' a ',
  ])('is the same text: %j', (text) => {
    expect(internalized(text)).toBe(text);
  });

  it('is the same text when it was put together at run time', () => {
    const long = 'on_'.repeat(10_000);
    expect(internalized(['on', 'a'].join('_'))).toBe('on_a');
    expect(internalized(long)).toBe(long);
  });
});
