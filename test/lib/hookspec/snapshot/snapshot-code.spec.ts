import type { PayloadShape, RecordShape } from '../../../../lib/hookspec/snapshot/payload-shape.js';
import { snapshotCode } from '../../../../lib/hookspec/snapshot/snapshot-code.js';

const TEXT = { is: 'string' } as const;

function record(properties: Iterable<readonly [string, PayloadShape]>): RecordShape {
  return { is: 'record', properties: new Map(properties) };
}

function countIn(shape: PayloadShape, pattern: RegExp): number {
  return snapshotCode(shape)?.match(pattern)?.length ?? 0;
}

describe('the code that copies payloads of a shape', () => {
  it('knows 64 keys of an object, and no more', () => {
    const keys = Array.from({ length: 100 }, (_, index) => [`key${index}`, TEXT] as const);
    expect(countIn(record(keys), /case "/g)).toBe(64);
  });

  it('has 64 functions for objects and lists, and no more, however many a shape has', () => {
    let shape = record([['end', TEXT]]);
    for (let level = 0; level < 100; level++) shape = record([['in', shape]]);
    expect(countIn(shape, /function copy\d+\(/g)).toBe(64);
  });

  it('has one function for a shape that is in two places', () => {
    const user = record([['name', TEXT]]);
    const shape = record([
      ['one', user],
      ['other', user],
      ['all', { is: 'list', item: user }],
    ]);
    expect(countIn(shape, /function copy\d+\(/g)).toBe(3);
  });

  it.each(['0', '42', '__proto__', 'constructor', 'toString'])('does not know the key %s', (key) => {
    expect(countIn(record([[key, TEXT], ['id', TEXT]]), /case "/g)).toBe(1); // prettier-ignore
  });

  it('writes every name as text, so that none becomes code', () => {
    const name = `'"\\\u2028]; throw 1; //`;
    expect(snapshotCode(record([[name, TEXT]]))).toContain(`case ${JSON.stringify(name)}:`);
  });

  it.each<[string, PayloadShape]>([
    ['nothing', undefined],
    ['a text', TEXT],
    ['an object without known keys', record([])],
  ])('is not written for %s', (_, shape) => {
    expect(snapshotCode(shape)).toBeUndefined();
  });
});
