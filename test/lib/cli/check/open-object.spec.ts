import { HookspecFolder } from '../../support/hookspec-folder.js';
import { warningsOf } from '../../support/run-check.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

/** The ways to the objects that are warned of, when this is the schema of a payload; `file way` for other files. */
async function openIn(schema: unknown, neighbours: Record<string, unknown> = {}): Promise<string[]> {
  for (const [name, content] of Object.entries(neighbours)) folder.write(name, content);
  folder.write('s.json', schema);
  folder.declareWith('k', { on_a: 's.json' });
  const warnings = await warningsOf(folder, 'open-object');
  return warnings.map((warning) => {
    const [, file = '', way = ''] = /^(\S+?):\d+:\d+ (the payload|'[^']+') may have/.exec(warning) ?? [];
    const subject = way.replaceAll("'", '');
    return file === 's.json' ? subject : `${file} ${subject}`;
  });
}

const OPEN = { type: 'object', properties: { a: {} } };
const CLOSED = { ...OPEN, additionalProperties: false };

describe('an object is open', () => {
  it.each([
    ['that says nothing of other properties', OPEN],
    ['that names properties and no type', { properties: { a: {} } }],
    ['that names no properties', { type: 'object' }],
    ['that allows others', { ...OPEN, additionalProperties: true }],
    ['that takes anything as others', { ...OPEN, additionalProperties: {} }],
    ['that takes anything as others and says so', { ...OPEN, additionalProperties: { description: 'Anything.' } }],
    ['that allows others in other words', { ...OPEN, unevaluatedProperties: true }],
    ['that may be something else as well', { ...OPEN, type: ['object', 'null'] }],
    ['with rules for some names only', { type: 'object', patternProperties: { '^x-': {} } }],
    ['that is only closed if something is so', { ...OPEN, if: {}, then: CLOSED }],
    ['that is only closed as one of two', { ...OPEN, anyOf: [CLOSED, {}] }],
    ['that is only closed beside a boolean', { ...OPEN, anyOf: [CLOSED, true] }],
    ['that must not be closed', { ...OPEN, not: CLOSED }],
    ['that leads back to itself deeper', { ...OPEN, properties: { a: { $ref: '#' } } }],
  ])('%s', async (_, schema) => {
    expect(await openIn(schema)).toEqual(['the payload']);
  });
});

describe('an object is not open', () => {
  it.each([
    ['that allows no others', CLOSED],
    ['that allows no others in other words', { ...OPEN, unevaluatedProperties: false }],
    ['that is a map of values with a schema', { type: 'object', additionalProperties: { type: 'string' } }],
    ['that is a constant', { type: 'object', const: { a: 1 } }],
    ['that is one of a few', { type: 'object', enum: [{ a: 1 }] }],
    ['that is none, but a list', { type: 'array', properties: { a: {} } }],
    ['that may be anything: nothing says that it is an object', {}],
    ['that may be anything, in a word', true],
    ['with a closed allOf', { ...OPEN, allOf: [CLOSED] }],
    ['that refers to a closed one', { ...OPEN, $ref: '#/$defs/x', $defs: { x: CLOSED } }],
    ['that is closed either way', { ...OPEN, oneOf: [CLOSED, { ...CLOSED, minProperties: 1 }] }],
    ['that is closed or null', { anyOf: [CLOSED, { type: 'null' }] }],
    ['that is closed if and if not', { ...OPEN, if: {}, then: CLOSED, else: CLOSED }],
  ])('%s', async (_, schema) => {
    expect(await openIn(schema)).toEqual([]);
  });
});

describe('no false alarm', () => {
  it.each(['allOf', 'anyOf', 'oneOf'])('for parts in %s of a schema that is closed around them', async (keyword) => {
    expect(await openIn({ [keyword]: [OPEN, { properties: { b: {} } }], unevaluatedProperties: false })).toEqual([]);
  });

  it('for what is said more if something is so, in a schema that is closed around it', async () => {
    const more = { properties: { b: {} } };
    const schema = { ...CLOSED, if: more, then: more, else: more, dependentSchemas: { a: more } };
    expect(await openIn(schema)).toEqual([]);
  });

  it('for a definition that is only used where it is closed', async () => {
    const uses = { type: 'object', allOf: [{ $ref: '#/$defs/base' }], unevaluatedProperties: false };
    expect(await openIn({ ...uses, $defs: { base: OPEN } })).toEqual([]);
    expect(await openIn({ ...uses, allOf: [{ $ref: 'base.json' }] }, { 'base.json': OPEN })).toEqual([]);
  });

  it('for a definition that nobody uses', async () => {
    expect(await openIn({ ...CLOSED, $defs: { unused: OPEN } })).toEqual([]);
  });

  it.each(['not', 'if', 'contains'])('for a question (%s)', async (keyword) => {
    expect(await openIn({ ...CLOSED, properties: { a: { type: 'array', [keyword]: OPEN } } })).toEqual([]);
    expect(await openIn({ [keyword]: { properties: { a: OPEN } } })).toEqual([]);
  });

  it('for data that looks like a schema', async () => {
    expect(await openIn({ const: OPEN, default: OPEN, examples: [OPEN] })).toEqual([]);
  });

  it('for a property of which more is said elsewhere, where it is closed', async () => {
    const address = (schema: unknown) => ({ properties: { address: schema } });
    const base = { ...address(CLOSED), type: 'object', additionalProperties: false };
    expect(await openIn({ ...base, if: {}, then: address(OPEN) })).toEqual([]);
    expect(await openIn({ ...base, allOf: [{ anyOf: [address(OPEN), {}] }] })).toEqual([]);
    expect(await openIn({ $ref: '#/$defs/x', $defs: { x: base }, allOf: [address(OPEN)] })).toEqual([]);
    const list = (schema: unknown) => address({ type: 'array', items: schema });
    expect(await openIn({ ...base, ...list(CLOSED), if: {}, then: list(OPEN) })).toEqual([]);
  });
});

describe('of each open object', () => {
  it.each([
    ['a property', { ...CLOSED, properties: { a: OPEN } }, 'properties.a'],
    [
      'a property of a pattern',
      { type: 'object', additionalProperties: false, patternProperties: { '^a': OPEN } },
      'patternProperties.^a',
    ],
    ['a value of a map', { type: 'object', additionalProperties: OPEN }, 'additionalProperties'],
    ['another value', { type: 'object', unevaluatedProperties: OPEN }, 'unevaluatedProperties'],
    ['an item', { items: OPEN }, 'items'],
    ['a first item', { prefixItems: [{}, OPEN], items: false }, 'prefixItems.1'],
    ['another item', { unevaluatedItems: OPEN }, 'unevaluatedItems'],
    ['an alternative', { anyOf: [OPEN, { type: 'null' }] }, 'anyOf.0'],
    ['one of two', { oneOf: [CLOSED, OPEN] }, 'oneOf.1'],
    ['the only part', { allOf: [OPEN] }, 'allOf.0'],
    ['what is only said if something is so', { if: {}, then: OPEN }, 'then'],
    ['what depends on a property', { dependentSchemas: { a: OPEN } }, 'dependentSchemas.a'],
    ['a definition that is used', { items: { $ref: '#/$defs/x' }, $defs: { x: OPEN } }, '$defs.x'],
    ['a definition with a name', { items: { $ref: '#x' }, $defs: { x: { ...OPEN, $anchor: 'x' } } }, '$defs.x'],
    [
      'a definition with an address',
      { items: { $ref: 'https://x.test/x' }, $defs: { x: { ...OPEN, $id: 'https://x.test/x' } } },
      '$defs.x',
    ],
    [
      'a definition of a definition with an address',
      { items: { $ref: 'https://x.test/x#/$defs/y' }, $defs: { x: { $id: 'https://x.test/x', $defs: { y: OPEN } } } },
      '$defs.x.$defs.y',
    ],
    [
      'a definition that a definition with an address refers to',
      {
        items: { $ref: 'https://x.test/x' },
        $defs: { x: { $id: 'https://x.test/x', items: { $ref: '#/$defs/y' }, $defs: { y: OPEN } } },
      },
      '$defs.x.$defs.y',
    ],
  ])('there is one warning: %s', async (_, schema, way) => {
    expect(await openIn(schema)).toEqual([way]);
  });

  it('there is a warning for those inside it as well', async () => {
    expect(await openIn({ ...OPEN, properties: { a: OPEN } })).toEqual(['the payload', 'properties.a']);
  });

  it('there is one warning when it is made of parts, where they meet: a part alone cannot be closed', async () => {
    expect(await openIn({ allOf: [OPEN, { $ref: '#/$defs/x' }], $defs: { x: OPEN } })).toEqual(['the payload']);
    expect(await openIn({ ...OPEN, allOf: [OPEN, OPEN] })).toEqual(['the payload']);
    expect(await openIn({ allOf: [OPEN], anyOf: [OPEN, { type: 'null' }] })).toEqual(['the payload']);
  });

  it('there is one warning when other parts say more of it only at times', async () => {
    const atTimes = { if: {}, then: { properties: { b: {} } } };
    expect(await openIn({ allOf: [OPEN, atTimes] })).toEqual(['allOf.0']);
  });

  it('in a neighbour there is one warning, however many refer to it', async () => {
    const schema = { items: { $ref: 'sub/x.json' }, prefixItems: [{ $ref: 'sub/x.json#' }, { $ref: './sub/y.json' }] };
    const neighbours = { 'sub/x.json': OPEN, 'sub/y.json': { items: { $ref: 'x.json' } } };
    expect(await openIn(schema, neighbours)).toEqual(['sub/x.json the payload']);
  });

  it('in a neighbour that is closed here and used elsewhere there is a warning', async () => {
    const schema = {
      prefixItems: [{ $ref: 'x.json', unevaluatedProperties: false }, { $ref: 'x.json' }],
      items: { $ref: 'x.json', unevaluatedProperties: false },
    };
    expect(await openIn(schema, { 'x.json': OPEN })).toEqual(['x.json the payload']);
  });

  it('there is one warning when several hooks use the schema', async () => {
    folder.write('s.json', OPEN);
    folder.declareWith('k', { on_a: 's.json', on_b: 's.json' });
    folder.declareWith('l', { on_c: 's.json' });
    expect(await warningsOf(folder, 'open-object')).toHaveLength(1);
  });
});

it('schemas that lead in circles come to an end', async () => {
  const schema = { ...OPEN, properties: { a: { $ref: '#' }, b: { $ref: 'x.json' } } };
  const neighbours = { 'x.json': { anyOf: [{ $ref: 's.json' }, { items: { $ref: '#' } }], items: { $ref: '#' } } };
  expect(await openIn(schema, neighbours)).toEqual(['the payload']);
});

it('what plugins return is not warned of: it is no payload', async () => {
  folder.write('in.json', CLOSED);
  folder.write('out.json', OPEN);
  folder.write(
    'k.yaml',
    'kind: k\nkind_api_version: 1.0.0\nhooks:\n' +
      '  - {name: on_a, dispatch: chain, input_schema: in.json, output_schema: out.json}\n',
  );
  expect(await warningsOf(folder, 'open-object')).toEqual([]);
});

it('the place is the type, or else the properties, or else what puts the parts together', async () => {
  folder.declareWith('k', { on_a: 'a.json', on_b: 'b.json', on_c: 'c.json' });
  folder.write('a.json', '{\n  "title": "A",\n  "type": "object" }');
  folder.write('b.json', '{\n  "title": "B",\n  "properties": {} }');
  folder.write('c.json', '{\n  "title": "C",\n   "allOf": [{ "type": "object" }, { "type": "object" }] }');
  const message = (keyword: string) => `the payload may have properties that nothing names: set '${keyword}' to false`;
  expect(await warningsOf(folder, 'open-object')).toEqual([
    `a.json:3:3 ${message('additionalProperties')}`,
    `b.json:3:3 ${message('additionalProperties')}`,
    `c.json:3:4 ${message('unevaluatedProperties')}`,
  ]);
});
