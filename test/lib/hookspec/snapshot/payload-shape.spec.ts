import { ProblemList } from '../../../../lib/hookspec/problem-list.js';
import { SchemaLibrary } from '../../../../lib/hookspec/schema-library.js';
import type { PayloadShape } from '../../../../lib/hookspec/snapshot/payload-shape.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';

const TEXT = { is: 'string' };

describe('the shape that a schema says payloads have', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  function shapeOf(schema: unknown): PayloadShape {
    const path = folder.write('s.json', schema);
    const place = () => ({ line: 1, column: 1 });
    const library = new SchemaLibrary(new ProblemList());
    const file = library.load({ path, root: folder.path, written: 's.json', file: 'k.yaml', place });
    if (file === undefined) throw new Error('the schema cannot be loaded');
    return library.shapeOf(file);
  }

  const record = (properties: Record<string, unknown>) => ({
    is: 'record',
    properties: new Map(Object.entries(properties)),
  });

  it.each<[unknown, unknown]>([
    [{ type: 'string' }, TEXT],
    [{ type: 'integer' }, { is: 'number' }],
    [{ type: 'number' }, { is: 'number' }],
    [{ type: 'boolean' }, { is: 'boolean' }],
    [{ type: ['null', 'string'] }, TEXT],
    [{ enum: ['a', 'b'] }, TEXT],
    [{ const: 7 }, { is: 'number' }],
    [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, TEXT],
    [
      { type: 'array', items: { type: 'string' } },
      { is: 'list', item: TEXT },
    ],
    [
      { type: 'array', items: true },
      { is: 'list', item: undefined },
    ],
    [{ type: 'array' }, undefined],
    [{ type: 'object' }, undefined],
    [{ type: 'object', additionalProperties: { type: 'string' } }, undefined],
    [{}, undefined],
    [true, undefined],
  ])('of %j', (schema, expected) => {
    expect(shapeOf(schema)).toEqual(expected);
  });

  it('names the keys in the order of the schema', () => {
    const shape = shapeOf({ properties: { b: { type: 'string' }, a: true, c: { properties: { d: { const: 1 } } } } });
    expect(shape).toEqual(record({ b: TEXT, a: undefined, c: record({ d: { is: 'number' } }) }));
  });

  it('has the keys of all schemas that look at the same value', () => {
    folder.write('n.json', { $defs: { base: { properties: { far: { type: 'string' } } } } });
    const shape = shapeOf({
      properties: { own: { type: 'string' } },
      $ref: 'n.json#/$defs/base',
      allOf: [{ properties: { all: { type: 'string' } } }],
      anyOf: [{ oneOf: [{ properties: { any: { type: 'string' }, own: { type: 'number' } } }] }],
    });
    expect(shape).toEqual(record({ own: TEXT, far: TEXT, all: TEXT, any: TEXT }));
  });

  it('holds itself where the schema does', () => {
    const shape = shapeOf({ properties: { next: { $ref: '#' }, all: { items: { $ref: '#' } } } });
    if (shape?.is !== 'record') throw new Error('it is a record');
    const next = shape.properties.get('next');
    expect(next?.is === 'record' && next.properties.get('next')).toBe(next);
    expect(shape.properties.get('all')).toMatchObject({ is: 'list', item: { is: 'record' } });
  });

  it('is found at once where branches meet again and again: a way through each would be 2^30 ways', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 30 }, (_, level) => [
        `d${level}`,
        level === 29
          ? { properties: { end: { type: 'string' } } }
          : { anyOf: [{ $ref: `#/$defs/d${level + 1}` }, { allOf: [{ $ref: `#/$defs/d${level + 1}` }] }] },
      ]),
    );
    expect(shapeOf({ $defs, $ref: '#/$defs/d0' })).toEqual(record({ end: TEXT }));
  });
});
