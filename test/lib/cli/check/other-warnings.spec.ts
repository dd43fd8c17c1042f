import { HookspecFolder } from '../../support/hookspec-folder.js';
import { checkReport, warningsOf } from '../../support/run-check.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

/** The warnings of a rule when this is the schema of a payload, each as its place and message. */
async function warnings(rule: string, schema: unknown): Promise<string[]> {
  folder.write('s.json', schema);
  folder.declareWith('k', { on_a: 's.json' });
  return (await warningsOf(folder, rule)).map((warning) => warning.replace(/^s\.json:/, ''));
}

describe('a pattern without a maxLength', () => {
  const PATTERN = { type: 'string', pattern: '^[a-z]+$' };
  const BOUNDED = { ...PATTERN, maxLength: 9 };

  it('is warned of at its place', async () => {
    const schema = '{\n  "properties": { "slug": {\n    "pattern": "^a+$" } }, "additionalProperties": false }';
    expect(await warnings('unbounded-pattern', schema)).toEqual([
      "3:5 'properties.slug' has a 'pattern' that texts of any length are matched against: add a 'maxLength'",
    ]);
  });

  it.each([
    ['in a text', PATTERN],
    ['where no type is named', { pattern: 'a' }],
    ['that has no end', { ...PATTERN, pattern: '^[A-Z]{2}' }],
    ['that has no beginning', { ...PATTERN, pattern: '[A-Z]{2}$' }],
    ['one of whose alternatives takes any length', { ...PATTERN, pattern: '^a$|^b*$' }],
    ['whose beginning stands in an alternative', { ...PATTERN, pattern: '(^|a)b$' }],
    ['in what may be null', { ...PATTERN, type: ['string', 'null'] }],
    ['beside a minLength', { ...PATTERN, minLength: 3 }],
    ['beside a format', { ...PATTERN, format: 'date' }],
    ['of a name', { propertyNames: PATTERN }],
    ['in an alternative', { anyOf: [PATTERN, BOUNDED] }],
    ['in a part', { allOf: [PATTERN] }],
    ['in a definition that is used', { items: { $ref: '#/$defs/x' }, $defs: { x: PATTERN } }],
    ['in a schema and its parts, which mean one text', { ...PATTERN, allOf: [PATTERN] }],
  ])('is warned of once: %s', async (_, schema) => {
    expect(await warnings('unbounded-pattern', schema)).toHaveLength(1);
  });

  it.each([
    ['with a maxLength', BOUNDED],
    ['that takes texts up to some length only', { ...PATTERN, pattern: '^[A-Z]{2}(-\\d{1,3})?$' }],
    ['whose alternatives all do', { ...PATTERN, pattern: '^(a|b)$|^c{3}$' }],
    ['of a constant', { ...PATTERN, const: 'a' }],
    ['of an enum', { ...PATTERN, enum: ['a'] }],
    ['where no text is taken', { ...PATTERN, type: 'integer' }],
    ['with a maxLength beside its $ref', { $ref: '#/$defs/x', maxLength: 9, $defs: { x: PATTERN } }],
    ['with a maxLength in another part', { allOf: [PATTERN, { maxLength: 9 }] }],
    ['with a maxLength around its alternatives', { maxLength: 9, oneOf: [PATTERN, { pattern: 'b' }] }],
    ['with a maxLength elsewhere', { properties: { a: BOUNDED }, if: {}, then: { properties: { a: PATTERN } } }],
    ['that is a question', { not: PATTERN, if: PATTERN, contains: PATTERN }],
    ['that is a property of that name', { properties: { pattern: { type: 'string' } } }],
    ['that is unused', { $defs: { x: PATTERN } }],
  ])('is not warned of: %s', async (_, schema) => {
    expect(await warnings('unbounded-pattern', schema)).toEqual([]);
  });
});

describe('a payload that is described as an object and may be anything else', () => {
  it.each([
    ['where properties stand', '{\n  "properties": { "a": {} } }', ['2:3']],
    ['where a $ref leads to such', { $ref: '#/$defs/x', $defs: { x: { required: ['a'] } } }, ['1:1']],
    ['not with a type', { type: 'object', properties: { a: {} } }, []],
    ['not with a type in a part', { properties: { a: {} }, allOf: [{ type: 'object' }] }, []],
    ['not when it may be null beside', { type: ['object', 'null'], properties: { a: {} } }, []],
    ['not when nothing is said of objects', { minLength: 3 }, []],
  ])('is warned of %s', async (_, schema, places) => {
    const message = 'the payload may as well be a text, a number or a list: add "type": "object"';
    expect(await warnings('missing-type', schema)).toEqual(places.map((place) => `${place} ${message}`));
  });

  it('is looked for in vain, and without a crash, in what is nested more deeply than the stack is', async () => {
    expect(await warnings('missing-type', `{ "const": ${'['.repeat(2000)}${']'.repeat(2000)} }`)).toEqual([]);
  });
});

describe('nullable', () => {
  it('is warned of at its place, with what to write in its stead', async () => {
    expect(await warnings('nullable', '{\n  "type": "string", "nullable": true }')).toEqual([
      '2:21 \'nullable\' means nothing in JSON Schema, so null is refused: write "type": ["string", "null"]',
    ]);
    expect(await warnings('nullable', { enum: ['a'], nullable: true })).toEqual([
      "5:3 'nullable' means nothing in JSON Schema, so null is refused: let 'type' name null as well",
    ]);
  });

  it('is warned of in every schema, those of neighbours and of what plugins return included', async () => {
    folder.write('in.json', { $ref: 'x.json', $defs: { unused: { nullable: true } } });
    folder.write('x.json', { not: { nullable: true } });
    folder.write('out.json', { nullable: true });
    folder.write('not-named.json', { nullable: true });
    const hook = 'name: on_a, dispatch: chain, input_schema: in.json, output_schema: out.json';
    folder.write('k.yaml', `kind: k\nkind_api_version: 1.0.0\nhooks:\n  - {${hook}}\n`);
    const places = (await warningsOf(folder, 'nullable')).map((warning) => warning.split(':', 1)[0]);
    expect(places).toEqual(['in.json', 'out.json', 'x.json']);
  });

  it.each([
    ['false', { nullable: false }],
    ['a property', { properties: { nullable: { const: true } } }],
    ['data', { const: { nullable: true }, default: { nullable: true } }],
  ])('is not warned of when it is %s', async (_, schema) => {
    expect(await warnings('nullable', schema)).toEqual([]);
  });
});

describe('a hook without a description', () => {
  it('is warned of at its name, whatever its dispatch class', async () => {
    folder.write('s.json', {});
    folder.write(
      'k.yaml',
      [
        'kind: k',
        'kind_api_version: 1.0.0',
        'hooks:',
        '  - {name: on_a, dispatch: broadcast_notify, input_schema: s.json}',
        '  - {name: on_b, dispatch: broadcast_notify, input_schema: s.json, description: Says b.}',
        '  - {name: on_c, dispatch: chain, input_schema: s.json, description: " "}',
        '',
      ].join('\n'),
    );
    expect(await warningsOf(folder, 'hook-description')).toEqual([
      "k.yaml:4:12 hook 'on_a' has no description: say when it is published",
      "k.yaml:6:12 hook 'on_c' has no description: say when it is published",
    ]);
  });

  it('is warned of beside the problems of its file', async () => {
    folder.declareWith('k', { on_a: 'gone.json' });
    const { problems } = await checkReport(folder.path);
    expect(problems.map(({ severity, rule }) => rule ?? severity)).toEqual(['hook-description', 'error']);
  });
});
