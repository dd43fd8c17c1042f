import type { KeyTable } from '../../../../lib/hookspec/known-keys/key-table.js';
import { ProblemList } from '../../../../lib/hookspec/problem-list.js';
import { SchemaLibrary } from '../../../../lib/hookspec/schema-library.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';

describe('the table of the keys that a schema knows', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
  });
  afterEach(() => folder.remove());

  function makerOf(schema: unknown): () => KeyTable | undefined {
    const path = folder.write('s.json', schema);
    const place = () => ({ line: 1, column: 1 });
    const library = new SchemaLibrary(new ProblemList());
    const file = library.load({ path, root: folder.path, written: 's.json', file: 'k.yaml', place });
    if (file === undefined) throw new Error('the schema cannot be loaded');
    return library.keyTableMaker(file);
  }

  it.each([true, {}, { properties: { a: {} } }, { additionalProperties: { items: {} } }, { not: { const: {} } }])(
    'is none where nothing refuses unknown keys: %j',
    (schema) => {
      expect(makerOf(schema)()).toBeUndefined();
    },
  );

  it('has a row for each schema that says something, once, and is the same as JSON', () => {
    const table = makerOf({
      properties: { a: { type: 'string' }, b: { $ref: '#/$defs/b' }, c: { $ref: '#/$defs/b' } },
      $defs: { b: { additionalProperties: false } },
    })();
    expect(JSON.parse(JSON.stringify(table))).toEqual([
      {},
      {
        properties: [
          ['a', 0],
          ['b', 2],
          ['c', 3],
        ],
      },
      { beside: [4] },
      { beside: [4] },
      { isClosed: true },
    ]);
  });

  it('is made when the files are gone from the disk', () => {
    folder.write('n.json', { additionalProperties: false });
    const make = makerOf({ $ref: 'n.json' });
    folder.remove();
    expect(make()).toMatchObject([{}, { beside: [2] }, { isClosed: true }]);
  });

  it('takes no stack for schemas that lie deep, and no longer where branches meet again and again', () => {
    const levels = 300;
    const $defs = Object.fromEntries(
      Array.from({ length: levels }, (_, level) => {
        const next = level === levels - 1 ? { additionalProperties: false } : { $ref: `#/$defs/d${level + 1}` };
        return [`d${level}`, { anyOf: [next, { allOf: [next] }] }];
      }),
    );
    expect(makerOf({ $defs, $ref: '#/$defs/d0' })()?.length).toBeLessThan(levels * 5);
  });
});
