import { InvalidPortError, readPort } from '../../../sample-app/server/port.js';

describe('readPort', () => {
  it.each([undefined, ''])('is 3000 for %p', (text) => {
    expect(readPort(text)).toBe(3000);
  });

  it.each([
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ])('takes %p', (text, port) => {
    expect(readPort(text)).toBe(port);
  });

  it.each(['abc', '3000abc', '-1', '1.5', '1e3', '0x50', ' 80', '65536', '99999999999999999999', 'Infinity', '80\n'])(
    'refuses %p in one line that quotes it',
    (text) => {
      expect(() => readPort(text)).toThrow(InvalidPortError);
      expect(() => readPort(text)).toThrow(JSON.stringify(text));
    },
  );
});
