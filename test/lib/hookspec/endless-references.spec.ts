import { HookspecFolder } from '../support/hookspec-folder.js';
import { problemAt, problemsOf, validatorFor } from '../support/hookspec-problems.js';

let folder: HookspecFolder;
beforeEach(() => {
  folder = new HookspecFolder();
});
afterEach(() => folder.remove());

const ENDLESS = 'leads back to a schema around it';

function problemsWith(...schemas: readonly string[]): string[] {
  const names = schemas.map((_, index) => `s${index}.json`);
  for (const [index, schema] of schemas.entries()) folder.write(`s${index}.json`, schema);
  folder.declareWith('k', Object.fromEntries(names.map((name, index) => [`on_${index}`, name])));
  return problemsOf(folder);
}

describe('a schema that refers to itself without looking deeper is refused at the reference', () => {
  it.each([
    ['itself', '{"$ref":"#"}', '1:9'],
    ['in allOf', '{"allOf":[{"$ref":"#"}]}', '1:19'],
    ['in anyOf', '{"anyOf":[{"type":"string"},{"$ref":"#"}]}', '1:37'],
    ['in oneOf', '{"oneOf":[{"type":"string"},{"$ref":"#"}]}', '1:37'],
    ['in not', '{"not":{"$ref":"#"}}', '1:16'],
    ['in if', '{"if":{"$ref":"#"}}', '1:15'],
    ['in then', '{"if":true,"then":{"$ref":"#"}}', '1:27'],
    ['in else', '{"if":true,"else":{"$ref":"#"}}', '1:27'],
    ['in dependentSchemas', '{"dependentSchemas":{"a":{"$ref":"#"}}}', '1:34'],
    ['by an anchor', '{"$anchor":"me","allOf":[{"$ref":"#me"}]}', '1:34'],
    ['by $dynamicRef', '{"$dynamicAnchor":"me","allOf":[{"$dynamicRef":"#me"}]}', '1:48'],
    ['by its own name', '{"$id":"https://example.com/a","allOf":[{"$ref":"a"}]}', '1:49'],
    ['two schemas in turn', '{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}', '1:48'],
    ['deep inside', '{"properties":{"x":{"items":{"$anchor":"i","$ref":"#i"}}}}', '1:51'],
  ])('%s', (_, schema, place) => {
    expect(problemsWith(schema)).toEqual([problemAt(`s0.json:${place}`, ENDLESS)]);
  });

  it('once, though it goes through two files and both are used', () => {
    expect(problemsWith('{"allOf":[{"$ref":"s1.json"}]}', '{"allOf":[{"$ref":"s0.json"}]}')).toEqual([
      problemAt('s1.json:1:19', "'s0.json'", ENDLESS),
    ]);
  });

  it('once, though a third schema refers to it', () => {
    const problems = problemsWith('{"$ref":"#"}', '{"properties":{"a":{"$ref":"s0.json"}}}', '{"$ref":"s0.json"}');
    expect(problems).toEqual([problemAt('s0.json:1:9', ENDLESS)]);
  });
});

it('a schema that refers to itself deeper in the payload is fine: payloads end', () => {
  folder.write('tree.json', {
    type: 'object',
    properties: { children: { type: 'array', items: { $ref: '#' } }, parent: { allOf: [{ $ref: '#' }] } },
    additionalProperties: { $ref: 'tree.json' },
  });
  const validate = validatorFor(folder, 'tree.json');
  expect(validate({ children: [{ children: [] }], parent: { other: {} } })).toBeUndefined();
  expect(validate({ children: [{ children: [7] }] })).toMatchObject({ path: '/children/0/children/0' });
});

it('two schemas that both refer to a third are no circle', () => {
  folder.write('s.json', {
    $defs: { c: { type: 'string' }, a: { $ref: '#/$defs/c' } },
    allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/c' }, { $ref: '#/$defs/a' }],
  });
  expect(validatorFor(folder, 's.json')('x')).toBeUndefined();
});

it('what is too large to compile is told beside what else is wrong', () => {
  const properties = Object.fromEntries(Array.from({ length: 8_000 }, (_, index) => [`p${index}`, { type: 'string' }]));
  folder.write('large.json', { properties });
  folder.write('wrong.json', '{ "type": "objekt" }');
  folder.declareWith('k', { on_a: 'wrong.json', on_b: 'large.json' });
  expect(problemsOf(folder)).toEqual([
    problemAt('large.json:1:1', 'cannot be compiled'),
    problemAt('wrong.json:1:11', 'must be one of'),
  ]);
});
