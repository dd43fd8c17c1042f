import { fileReferences } from '../../../lib/hookspec/schema-references.js';

const FILE = '/specs/schemas/a.json';

/** Where the references of a schema lead: `way -> file#fragment`. */
function references(schema: unknown, file = FILE): string[] {
  return fileReferences(schema, file).map(
    (reference) => `${reference.path.join('.')} -> ${reference.file ?? 'nowhere'}${reference.fragment}`,
  );
}

describe('a reference', () => {
  it.each([
    ['b.json', '/specs/schemas/b.json'],
    ['./b.json', '/specs/schemas/b.json'],
    ['deeper/b.json', '/specs/schemas/deeper/b.json'],
    ['../b.json', '/specs/b.json'],
    ['b.json#', '/specs/schemas/b.json#'],
    ['b.json#/$defs/x', '/specs/schemas/b.json#/$defs/x'],
    ['b.json#anchor', '/specs/schemas/b.json#anchor'],
    ['my%20file.json', '/specs/schemas/my file.json'],
    ['file:///specs/schemas/b.json', '/specs/schemas/b.json'],
  ])('%s leads to the file beside the one it stands in', (written, target) => {
    expect(references({ $ref: written })).toEqual([`$ref -> ${target}`]);
  });

  it.each(['https://example.com/b.json', '//example.com/b.json', 'urn:example:b', 'ftp://example.com/b.json'])(
    '%s leads to no file',
    (written) => {
      expect(references({ $ref: written })).toEqual(['$ref -> nowhere']);
    },
  );

  it.each(['#', '#/$defs/x', '#anchor', 'https://json-schema.org/draft/2020-12/schema'])(
    '%s names no file',
    (written) => {
      expect(references({ $ref: written })).toEqual([]);
    },
  );

  it('is found wherever a schema may stand', () => {
    const schema = { properties: { x: { items: { $ref: 'b.json' } } }, allOf: [{ not: { $ref: 'c.json' } }] };
    expect(references(schema)).toEqual([
      'properties.x.items.$ref -> /specs/schemas/b.json',
      'allOf.0.not.$ref -> /specs/schemas/c.json',
    ]);
  });

  it('may be a $dynamicRef', () => {
    expect(references({ $dynamicRef: 'b.json#node' })).toEqual(['$dynamicRef -> /specs/schemas/b.json#node']);
  });

  it('in data is data', () => {
    const data = { $ref: 'nothing.json' };
    expect(references({ enum: [data], const: data, default: data, examples: [data] })).toEqual([]);
  });

  it('is not what a property named $ref declares', () => {
    expect(references({ properties: { $ref: { type: 'string' } } })).toEqual([]);
  });

  it('is kept with what holds it, so that it can be led elsewhere', () => {
    const inner = { $ref: 'b.json' };
    expect(fileReferences({ not: inner }, FILE)).toEqual([
      expect.objectContaining({ keyword: '$ref', written: 'b.json', path: ['not', '$ref'] }),
    ]);
    expect(fileReferences({ not: inner }, FILE)[0]?.holder).toBe(inner);
  });
});

describe('a reference in a file that names itself https://example.com/v1/a.json', () => {
  const named = (written: string) => references({ $id: 'https://example.com/v1/a.json', $ref: written });

  it.each([
    ['https://example.com/v1/b.json', '/specs/schemas/b.json'],
    ['https://example.com/v1/deeper/b.json#/$defs/x', '/specs/schemas/deeper/b.json#/$defs/x'],
    ['https://example.com/v2/b.json', '/specs/v2/b.json'],
    ['b.json', '/specs/schemas/b.json'],
    ['/v1/b.json', '/specs/schemas/b.json'],
  ])('leads from %s to the file that lies beside it in the same way', (written, target) => {
    expect(named(written)).toEqual([`$ref -> ${target}`]);
  });

  it.each(['https://example.com/v1/a.json', 'https://example.com/v1/a.json#/$defs/x', 'a.json#anchor'])(
    'leads from %s to the file itself',
    (written) => {
      expect(named(written)).toEqual([expect.stringContaining(`$ref -> ${FILE}`)]);
    },
  );

  it.each(['https://example.org/v1/b.json', 'http://example.com/v1/b.json', 'https://example.com:8443/v1/b.json'])(
    'leads nowhere from %s, which is another place',
    (written) => {
      expect(named(written)).toEqual(['$ref -> nowhere']);
    },
  );
});

describe('a reference in a file with other names', () => {
  it('leads beside a name that ends in a slash', () => {
    expect(references({ $id: 'https://example.com/v1/', $ref: 'b.json' })).toEqual(['$ref -> /specs/schemas/b.json']);
  });

  it('leads beside a relative name', () => {
    expect(references({ $id: 'a.json', $ref: 'b.json' })).toEqual(['$ref -> /specs/schemas/b.json']);
  });

  it('leads to the file itself by its name, whatever the file is called', () => {
    const $id = 'https://example.com/v1/event.json';
    expect(references({ $id, allOf: [{ $ref: $id }, { $ref: 'event.json#/x' }] })).toEqual([
      `allOf.0.$ref -> ${FILE}`,
      `allOf.1.$ref -> ${FILE}#/x`,
    ]);
  });

  it('leads from a folder with special characters in its name', () => {
    expect(references({ $ref: 'b.json' }, '/a b/50%/#1/~x/é?/a.json')).toEqual(['$ref -> /a b/50%/#1/~x/é?/b.json']);
  });

  it('to a schema inside the file that has a name of its own names no file', () => {
    const schema = {
      $id: 'https://example.com/v1/a.json',
      allOf: [{ $ref: 'inner.json' }, { $ref: 'https://example.com/v1/inner.json#/properties' }],
      $defs: { inner: { $id: 'inner.json', type: 'string' } },
    };
    expect(references(schema)).toEqual([]);
  });

  it('goes out from the name of the schema around it', () => {
    const schema = {
      $id: 'https://example.com/v1/a.json',
      $defs: { inner: { $id: 'deeper/inner.json', not: { $ref: 'b.json' } } },
    };
    expect(references(schema)).toEqual(['$defs.inner.not.$ref -> /specs/schemas/deeper/b.json']);
  });
});
