import { fitsShape } from '../../support/fits-shape.js';
import { HookspecFolder } from '../../support/hookspec-folder.js';
import { shapeOfHook, shapesIn } from '../../support/loaded-shapes.js';

describe('the shape of a schema', () => {
  const folder = new HookspecFolder();
  beforeAll(() => folder.declareWith('k', { on_a: 's.json' }));
  afterAll(() => folder.remove());

  function shapeOf(schema: unknown) {
    folder.write('s.json', typeof schema === 'string' ? schema : JSON.stringify(schema));
    const loaded = shapesIn(folder);
    const shape = shapeOfHook(loaded, 'on_a');
    return {
      shape,
      fits: (value: unknown) => fitsShape(value, shape, loaded.shapes),
      unexpressed: loaded.shapes.unexpressed.map(({ place, keyword }) => [...place.path, keyword].join('.')),
      rules: shape.flatMap(({ limits }) => [...limits.rules]),
    };
  }

  const tagged = (count: number) =>
    Array.from({ length: count }, (_, tag) => ({ type: 'object', required: ['t'], properties: { t: { const: tag } } }));

  const toldApartOutside = {
    type: 'object',
    required: ['type'],
    oneOf: [{ properties: { type: { const: 'a' } } }, { properties: { type: { const: 'b' } } }],
    unevaluatedProperties: false,
  };

  it.each([
    [{ not: { type: 'string' } }, ['not']],
    [{ contains: true, minContains: 2 }, ['contains']],
    [{ propertyNames: { maxLength: 3 } }, ['propertyNames']],
    [{ dependentRequired: { a: ['b'] } }, ['dependentRequired']],
    [{ dependentSchemas: { a: true } }, ['dependentSchemas']],
    [{ if: true }, ['if']],
    [{ oneOf: [{ type: 'string' }, { minLength: 1 }] }, ['oneOf']],
    [{ oneOf: [{ type: 'string' }, { type: 'null' }] }, []],
    [{ oneOf: tagged(100) }, []],
    [toldApartOutside, []],
    [{ oneOf: tagged(101) }, ['oneOf']],
    [{ $ref: 'https://json-schema.org/draft/2020-12/schema' }, ['$ref']],
    [{ properties: { a: { not: {} } } }, ['properties.a.not']],
    [{ type: 'string', format: 'uuid', minLength: 1, pattern: '^a' }, []],
  ])('of %j does not say %j', (schema, keywords) => {
    expect(shapeOf(schema).unexpressed).toEqual(keywords);
  });

  it('is wider, and says so, where a key may match patterns of two parts', () => {
    const additionalProperties = false;
    const parts = [
      { patternProperties: { '^x': { type: 'string' } } },
      { patternProperties: { '1$': {} }, additionalProperties },
    ];
    const { fits, unexpressed } = shapeOf({ type: 'object', allOf: parts });
    expect(unexpressed).toEqual(['allOf']);
    expect([{ x1: 'a' }, { x1: 1 }, { y1: 1 }, { y2: 1 }].map(fits)).toEqual([true, false, true, false]);
  });

  it('promises nothing of a key that ajv passes over', () => {
    const { fits, unexpressed } = shapeOf('{"properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}');
    expect(unexpressed).toEqual(['properties']);
    expect(fits(JSON.parse('{"__proto__":1}'))).toBe(true);
    expect(fits({})).toBe(false);
  });

  it('takes every key for evaluated where a $dynamicRef may lead anywhere', () => {
    const $defs = { x: { $dynamicAnchor: 'x', properties: { a: true } } };
    const schema = { $defs, $dynamicRef: '#x', type: 'object', required: ['a'], unevaluatedProperties: false };
    const { fits, unexpressed } = shapeOf(schema);
    expect(unexpressed).toEqual(['$dynamicRef']);
    expect(fits({ a: 1 })).toBe(true);
  });

  it('keeps a value beside others of its kind that are limited', () => {
    const { fits } = shapeOf({ anyOf: [{ type: 'string', minLength: 3 }, { const: 'a' }] });
    expect(['abc', 'a', 'b'].map(fits)).toEqual([true, true, false]);
  });

  it('keeps a rule beside a reference when what is behind that has to be known', () => {
    const $defs = { a: { type: 'string' } };
    const { rules } = shapeOf({ allOf: [{ $ref: '#/$defs/a', not: { const: 'x' } }, { minLength: 1 }], $defs });
    expect(rules).toEqual(['not {"const":"x"}']);
  });

  it('is wider, and says so, where parts of it come in too many combinations', () => {
    const choice = (key: string) => ({
      anyOf: [0, 1, 2, 3].map((tag) => ({ type: 'object', required: [key], properties: { [key]: { const: tag } } })),
    });
    const keys = Array.from({ length: 10 }, (_, index) => `k${index}`);
    for (const more of [{}, { unevaluatedProperties: false }]) {
      const { fits, unexpressed } = shapeOf({ allOf: keys.map(choice), ...more });
      expect(unexpressed).toEqual(['allOf']);
      expect(fits(Object.fromEntries(keys.map((key) => [key, 3])))).toBe(true);
    }
  });

  it('of many branches of anyOf takes keys that another branch evaluates', () => {
    const branch = (mine: string, theirs: string) => ({
      required: [theirs],
      properties: { [mine]: { type: 'number' } },
    });
    const anyOf = [branch('a', 'b'), branch('b', 'a'), branch('c', 'd'), branch('d', 'c'), branch('e', 'f')];
    const { fits, unexpressed } = shapeOf({ type: 'object', anyOf, unevaluatedProperties: false });
    expect(unexpressed).toEqual(['anyOf']);
    expect(fits({ a: 1, b: 2 })).toBe(true);
  });

  it('is found for thousands of values, and for schemas that share parts in more ways than can be written', () => {
    const words = (step: number) => ({ enum: Array.from({ length: 20_000 }, (_, index) => `v${index * step}`) });
    expect(shapeOf({ allOf: [words(2), words(3)] }).shape).toHaveLength(6_667);
    expect(shapeOf({ type: 'object', enum: Array.from({ length: 500 }, (_, a) => ({ a })) }).shape).toHaveLength(500);
    const chain = (name: string) =>
      Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => {
          const next = { a: { $ref: `#/$defs/${name}${index + 1}` } };
          const forms = ['x', 'y'].map((key) => ({ type: 'object', required: [key], properties: next }));
          return [`${name}${index}`, { anyOf: forms }];
        }),
      );
    const $defs = { ...chain('l'), ...chain('m'), l30: {}, m30: {} };
    const { fits, unexpressed } = shapeOf({ allOf: [{ $ref: '#/$defs/l0' }, { $ref: '#/$defs/m0' }], $defs });
    expect(unexpressed).toEqual(['allOf']);
    expect(fits({ x: 1, y: 2, a: { x: 1, y: 2 } })).toBe(true);
  });

  it('holds the text of a rule, which tells apart what demands different things', () => {
    const rulesOf = (not: unknown, $defs = {}) => shapeOf({ type: 'string', not, $defs }).rules;
    expect(rulesOf({ minLength: 1, maxLength: 2, title: 'T' })).toEqual(['not {"maxLength":2,"minLength":1}']);
    expect(rulesOf({ $ref: '#/$defs/a' }, { a: { minLength: 1 } })).toEqual(['not {"minLength":1}']);
    expect(rulesOf({ properties: { title: { type: 'string' } } })).toEqual([
      'not {"properties":{"title":{"type":"string"}}}',
    ]);
    expect(rulesOf({ const: { title: 1, $ref: '#' } })).toEqual(['not {"const":{"$ref":"#","title":1}}']);
    expect(rulesOf({ items: { $ref: '#/$defs/a' } }, { a: { items: { $ref: '#/$defs/a' } } })).toEqual([
      'not {"items":{"items":"^0"}}',
    ]);
  });

  it('holds a text of a rule even where no text could hold all of it', () => {
    const pair = (index: number) => ({
      properties: { a: { $ref: `#/$defs/d${index + 1}` }, b: { $ref: `#/$defs/d${index + 1}` } },
    });
    const $defs = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`d${index}`, pair(index)]));
    const textWith = (d30: unknown) =>
      shapeOf({ type: 'string', not: { $ref: '#/$defs/d0' }, $defs: { ...$defs, d30 } }).rules;
    expect(textWith({ minLength: 1 })[0]?.length).toBeLessThan(10_000);
    expect(textWith({ minLength: 1 })).not.toEqual(textWith({ minLength: 2 }));
  });
});
