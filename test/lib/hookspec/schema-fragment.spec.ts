import { brokenFragments, hasFragment } from '../../../lib/hookspec/schema-fragment.js';

const SCHEMA = {
  $defs: { a: { $anchor: 'anchor' }, b: { $dynamicAnchor: 'dynamic' }, 'x/y~z %': true, '': {} },
  allOf: [{ type: 'string' }],
  required: ['a'],
};

describe('a fragment', () => {
  it.each([
    '',
    '#',
    '#/$defs/a',
    '#/%24defs/a',
    '#/allOf/0',
    '#/$defs/x~1y~0z%20%25',
    '#/$defs/',
    '#anchor',
    '#dynamic',
  ])('%j leads to a schema', (fragment) => {
    expect(hasFragment(SCHEMA, fragment)).toBe(true);
  });

  it.each([
    '#/$defs/nothing',
    '#/allOf/1',
    '#/allOf/x',
    '#nothing',
    '#/$defs/toString',
    '#/__proto__',
    '#/%zz',
    '#%FF',
  ])('%j leads nowhere', (fragment) => {
    expect(hasFragment(SCHEMA, fragment)).toBe(false);
  });

  it.each(['#/required', '#/required/0', '#/allOf/0/type'])(
    '%j leads nowhere: what stands there is no schema',
    (fragment) => {
      expect(hasFragment(SCHEMA, fragment)).toBe(false);
    },
  );

  it('leads to an anchor of its own resource only, not to one of a schema inside that has an $id', () => {
    expect(hasFragment({ $defs: { i: { $id: 'inner.json', $anchor: 'here' } } }, '#here')).toBe(false);
    expect(hasFragment({ $id: 'inner.json', $anchor: 'here' }, '#here')).toBe(true);
  });

  it.each([true, false])('of the schema %s leads nowhere but to it', (schema) => {
    expect(hasFragment(schema, '#')).toBe(true);
    expect(hasFragment(schema, '#/a')).toBe(false);
  });
});

describe('a fragment that leads nowhere', () => {
  it('is found with its way, wherever it stands', () => {
    const schema = {
      ...SCHEMA,
      not: { $ref: '#/$defs/nothing' },
      if: { $ref: '#anchor' },
      else: { $dynamicRef: '#no' },
    };
    expect(brokenFragments(schema)).toEqual([
      expect.objectContaining({ written: '#/$defs/nothing', path: ['not', '$ref'] }),
      expect.objectContaining({ written: '#no', path: ['else', '$dynamicRef'] }),
    ]);
  });

  it('is looked for from the schema around it that has an $id', () => {
    const inner = { $id: 'inner.json', $defs: { q: {} }, allOf: [{ $ref: '#/$defs/q' }, { $ref: '#/$defs/p' }] };
    expect(brokenFragments({ $defs: { p: {}, inner } })).toEqual([
      expect.objectContaining({ written: '#/$defs/p', path: ['$defs', 'inner', 'allOf', 1, '$ref'] }),
    ]);
  });

  it('is none when it is data', () => {
    expect(brokenFragments({ const: { $ref: '#/nothing' }, enum: [{ $ref: '#/nothing' }] })).toEqual([]);
  });
});
