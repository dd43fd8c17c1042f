import { appendToPointer, pathOfPointer } from '../../../lib/hookspec/json-pointer.js';

describe('a JSON pointer', () => {
  it.each([
    ['', 'a', '/a'],
    ['/a', 0, '/a/0'],
    ['', '', '/'],
    ['', 'a/b', '/a~1b'],
    ['', 'm~n', '/m~0n'],
    ['', '~1', '/~01'],
  ])('%j grows by the key %j to %j', (pointer, key, grown) => {
    expect(appendToPointer(pointer, key)).toBe(grown);
  });

  it.each([
    ['', []],
    ['/a', ['a']],
    ['/list/1', ['list', 1]],
    ['/map/1', ['map', '1']],
    ['/a~1b', ['a/b']],
    ['/~01', ['~1']],
    ['/', ['']],
    ['/nothing/1/x', ['nothing', '1', 'x']],
  ])('%j goes the way %j', (pointer, path) => {
    expect(pathOfPointer(pointer, { list: [0, 1], map: { 1: 'one' } })).toEqual(path);
  });

  it('goes through null without a crash', () => {
    expect(pathOfPointer('/a/b', { a: null })).toEqual(['a', 'b']);
  });
});
