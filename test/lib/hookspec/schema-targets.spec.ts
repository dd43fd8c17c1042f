import { ProblemList } from '../../../lib/hookspec/problem-list.js';
import { readHookspecs } from '../../../lib/hookspec/hookspec-reader.js';
import { pathOfFragment } from '../../../lib/hookspec/schema-fragment.js';
import { SchemaLibrary } from '../../../lib/hookspec/schema-library.js';
import { placeInside, placeOfFile } from '../../../lib/hookspec/schema-place.js';
import { SchemaTargets } from '../../../lib/hookspec/schema-targets.js';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { HookspecFolder } from '../support/hookspec-folder.js';

describe('the target of a $ref', () => {
  let folder: HookspecFolder;
  beforeEach(() => {
    folder = new HookspecFolder();
    folder.declareWith('k', { on_a: 's.json' });
  });
  afterEach(() => folder.remove());

  /** Where the `$ref` at the end of a way through `s.json` leads, as `file/way`. */
  function targetAt(schema: unknown, ...way: (string | number)[]): string | undefined {
    folder.write('s.json', schema);
    const problems = new ProblemList();
    const library = new SchemaLibrary(problems);
    const [source] = readHookspecs([folder.path], [], library, problems);
    problems.throwIfAny();
    const file = source?.schemas[0]?.input;
    if (file === undefined) throw new Error('the schema was not loaded');
    const targets = new SchemaTargets((path) => library.find(path));
    const target = targets.of(placeInside(placeOfFile(file), ...way));
    if (target === undefined) return undefined;
    expect(placeInside(placeOfFile(target.file), ...target.path).schema).toBe(target.schema);
    return [target.file.path.slice(folder.path.length + 1), ...target.path].join('/');
  }

  it.each([
    ['#', 's.json'],
    ['#/$defs/a', 's.json/$defs/a'],
    ['#/%24defs/a', 's.json/$defs/a'],
    ['#/$defs/x~1y~0z%20%25', 's.json/$defs/x/y~z %'],
    ['#/allOf/0', 's.json/allOf/0'],
    ['#anchor', 's.json/$defs/a'],
    ['#/x-unknown/deeper', 's.json/x-unknown/deeper'],
    ['s.json', 's.json'],
    ['s.json#anchor', 's.json/$defs/a'],
    ['n.json', 'n.json'],
    ['./n.json#/$defs/t', 'n.json/$defs/t'],
    ['n.json#here', 'n.json/$defs/t'],
    ['link.json#here', 'n.json/$defs/t'],
    ['inner.json', 's.json/$defs/i'],
    ['inner.json#/$defs/x', 's.json/$defs/i/$defs/x'],
    ['inner.json#deep', 's.json/$defs/i/$defs/x'],
  ])('%j is %s', (reference, target) => {
    folder.write('n.json', { $defs: { t: { $anchor: 'here' } } });
    symlinkSync('n.json', join(folder.path, 'link.json'));
    const schema = {
      $defs: {
        a: { $anchor: 'anchor' },
        'x/y~z %': {},
        i: { $id: 'inner.json', $defs: { x: { $anchor: 'deep' } } },
      },
      allOf: [{}],
      'x-unknown': { deeper: {} },
      properties: { p: { $ref: reference } },
    };
    expect(targetAt(schema, 'properties', 'p')).toBe(target);
  });

  it('is a neighbour on disk when the file names itself by an address', () => {
    folder.write('n.json', { $id: 'https://example.com/schemas/n.json' });
    const schema = { $id: 'https://example.com/schemas/s.json', items: { $ref: 'https://example.com/schemas/n.json' } };
    expect(targetAt(schema, 'items')).toBe('n.json');
    expect(targetAt({ ...schema, items: { $ref: schema.$id } }, 'items')).toBe('s.json');
  });

  it('is looked for in the nearest schema that has an $id', () => {
    const inner = { $id: 'inner.json', $defs: { a: {} }, not: { $ref: '#/$defs/a' }, items: { $ref: '#' } };
    expect(targetAt({ $defs: { a: {}, i: inner } }, '$defs', 'i', 'not')).toBe('s.json/$defs/i/$defs/a');
    expect(targetAt({ $defs: { a: {}, i: inner } }, '$defs', 'i', 'items')).toBe('s.json/$defs/i');
  });

  it('is found from a schema under a keyword that nobody knows', () => {
    const schema = { 'x-unknown': { $ref: '#/$defs/a' }, $defs: { a: {} }, not: { $ref: '#/x-unknown' } };
    expect(targetAt(schema, 'x-unknown')).toBe('s.json/$defs/a');
  });

  it('is none in the meta-schema, in data, and where there is no $ref', () => {
    expect(targetAt({ not: { $ref: 'https://json-schema.org/draft/2020-12/schema' } }, 'not')).toBeUndefined();
    expect(targetAt({ items: { $dynamicRef: '#' } }, 'items')).toBeUndefined();
    expect(targetAt({ not: true }, 'not')).toBeUndefined();
  });
});

describe('the way that a fragment names', () => {
  const schema = { $defs: { 'a/b': [{}, true], c: { $anchor: 'x' } }, 1: {} };

  it.each([
    ['', []],
    ['#', []],
    ['#/$defs/a~1b/0', ['$defs', 'a/b', 0]],
    ['#/$defs/a~1b/1', ['$defs', 'a/b', 1]],
    ['#/1', ['1']],
    ['#x', ['$defs', 'c']],
  ])('%j is %j', (fragment, path) => {
    expect(pathOfFragment(schema, fragment)).toEqual(path);
  });

  it.each(['#/$defs/a~1b', '#/$defs/a~1b/01', '#/$defs/a~1b/length', '#/toString', '#y', '#%zz'])(
    '%j is none',
    (fragment) => {
      expect(pathOfFragment(schema, fragment)).toBeUndefined();
    },
  );
});
