import { changesBetween } from './support/compare.js';

function closed(properties: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { type: 'object', properties, additionalProperties: false, ...more };
}

function told(old: unknown, next: unknown): string[] {
  return changesBetween(old, next).map(({ path, code, breaks }) => `${path} ${code} ${breaks}`);
}

const text = { type: 'string' };

describe('what was only looked at to find out which forms belong together', () => {
  const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
  const category = (product: string) => closed({ name: text, products: { type: 'array', items: ref(product) } });
  const product = (sku: unknown, name: string) => closed({ sku, category: ref(name) });
  const $defs = { category: category('product'), product: product(text, 'category') };
  const short = {
    category2: category('product2'),
    product2: product({ ...text, maxLength: 10 }, 'category2'),
  };

  it('is not taken for unchanged where schemas hold each other', () => {
    const old = closed(
      { subject: { anyOf: [closed({ item: ref('product') })] }, category: ref('category') },
      { $defs },
    );
    const next = closed(
      {
        subject: { anyOf: [closed({ item: ref('product') }), closed({ item: ref('product2') })] },
        category: ref('category2'),
      },
      { $defs: { ...$defs, ...short } },
    );
    expect(told(old, next)).toEqual(['payload.category.products[].sku bound-tightened publishers']);
  });
});

const undecided = (...paths: string[]) => paths.map((path) => `${path} undecided both`);

describe('what no shape says is compared at its place:', () => {
  const branches = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ properties: { [name]: text }, required: [name] }));
  const some = (unevaluatedProperties: unknown) => ({ type: 'object', anyOf: branches, unevaluatedProperties });
  const [strict, loose] = [some(false), some(true)];
  const delivery = (shipping: unknown, billing: unknown) => closed({ shipping, billing, extra: loose });
  // Each in as many forms as make more combinations than are looked at.
  const combined = (type: string) => ({
    allOf: ['v', 'w'].map((key) => ({
      anyOf: Array.from({ length: 17 }, (_, index) => closed({ [`${key}${index}`]: { type } })),
    })),
  });

  it.each([
    ['of two fields, one has it no more', delivery(strict, strict), delivery(strict, loose), ['billing']],
    ['two fields change it', delivery(strict, loose), delivery(loose, strict), ['shipping', 'billing']],
    [
      'two fields change what is too deeply combined',
      closed({ one: combined('string'), other: combined('number') }),
      closed({ one: combined('number'), other: combined('string') }),
      ['one', 'other'],
    ],
  ])('%s', (_, old, next, fields) => {
    const paths = fields.map((field) => `payload.${field}`);
    expect(told(old, next)).toEqual(expect.arrayContaining(undecided(...paths)));
    expect(told(next, old)).toEqual(expect.arrayContaining(undecided(...paths)));
    expect([told(old, old), told(next, next)]).toEqual([[], []]);
  });

  const person = (unevaluatedProperties: unknown, properties: unknown = { name: {} }) => {
    const $defs = { contact: { anyOf: branches } };
    return { type: 'object', $ref: '#/$defs/contact', properties, unevaluatedProperties, $defs };
  };
  it.each([
    ['anything, then nothing', person(true), person(false)],
    ['texts, then nothing', person(text), person(false)],
    ['texts, then numbers', person(text), person({ type: 'integer' })],
    ['nothing, and a key less that had no schema', person(false), person(false, {})],
  ])('what is not evaluated behind a reference may be %s', (_, old, next) => {
    expect(told(old, next)).toEqual(expect.arrayContaining(undecided('payload')));
    expect(told(next, old)).toEqual(expect.arrayContaining(undecided('payload')));
    expect(told(old, old)).toEqual([]);
  });
});
