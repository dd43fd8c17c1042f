import { isRecord, walkSchema } from '../../../lib/hookspec/walk-schema.js';

/** The ways to every schema that is visited, in order. */
function visited(schema: unknown): string[] {
  const paths: string[] = [];
  walkSchema(schema, (_, path) => void paths.push(path.join('.')), undefined);
  return paths;
}

describe('a walk through a schema', () => {
  it('visits the schema before those inside it', () => {
    expect(visited({ not: { not: {} } })).toEqual(['', 'not', 'not.not']);
  });

  it.each([
    ['additionalProperties'],
    ['contains'],
    ['contentSchema'],
    ['else'],
    ['if'],
    ['items'],
    ['not'],
    ['propertyNames'],
    ['then'],
    ['unevaluatedItems'],
    ['unevaluatedProperties'],
  ])('visits the schema of %s', (keyword) => {
    expect(visited({ [keyword]: {} })).toEqual(['', keyword]);
  });

  it.each(['allOf', 'anyOf', 'oneOf', 'prefixItems'])('visits every schema of %s', (keyword) => {
    expect(visited({ [keyword]: [{}, true, {}] })).toEqual(['', `${keyword}.0`, `${keyword}.2`]);
  });

  it.each(['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'])(
    'visits every schema of %s',
    (keyword) => {
      expect(visited({ [keyword]: { a: {}, $ref: {}, enum: {} } })).toEqual([
        '',
        `${keyword}.a`,
        `${keyword}.$ref`,
        `${keyword}.enum`,
      ]);
    },
  );

  it.each(['const', 'default', 'x-anything'])('takes the value of %s for data', (keyword) => {
    expect(visited({ [keyword]: { not: {} } })).toEqual(['']);
  });

  it.each(['enum', 'examples', 'required'])('takes the list of %s for data', (keyword) => {
    expect(visited({ [keyword]: [{ not: {} }] })).toEqual(['']);
  });

  it.each([true, false, null, 5, 'text', [{}]])('passes over %j', (schema) => {
    expect(visited(schema)).toEqual([]);
  });

  it('passes over values that no such keyword may have', () => {
    expect(visited({ allOf: {}, properties: [{}], items: 5 })).toEqual(['']);
  });

  it('has the right way after lists and maps, whatever stands between the schemas in them', () => {
    const schema = { allOf: [true, { properties: { a: { not: {} }, b: 5, c: {} } }, {}], title: 't', items: {} };
    expect(visited(schema)).toEqual([
      '',
      'allOf.1',
      'allOf.1.properties.a',
      'allOf.1.properties.a.not',
      'allOf.1.properties.c',
      'allOf.2',
      'items',
    ]);
  });

  it('hands down what the visit to the schema around returned', () => {
    const depths: number[] = [];
    const visit = (_: unknown, __: unknown, depth: number) => {
      depths.push(depth);
      return depth + 1;
    };
    walkSchema({ allOf: [{ not: {} }, {}] }, visit, 0);
    expect(depths).toEqual([0, 1, 2, 1]);
  });
});

describe('a record', () => {
  it.each([[{}], [Object.create(null)]])('is an object with keys', (value) => {
    expect(isRecord(value)).toBe(true);
  });

  it.each([null, undefined, 5, 'text', [[]]])('is not %j', (value) => {
    expect(isRecord(value)).toBe(false);
  });
});
